package io.taskcall.ingest.http;

import io.taskcall.ingest.domain.Node.Fields;
import org.jspecify.annotations.Nullable;

/** What a request's bytes are. */
sealed interface Body {
  /** Named fields. */
  record Named(Fields fields) implements Body {}

  /** Neither a JSON object nor a form. */
  record Unreadable(String reason) implements Body {}

  /** Reads the bytes by what they are said to be, or by what they plainly are. */
  static Body of(byte[] bytes, @Nullable String contentType) {
    boolean form =
        contentType != null
            && contentType.regionMatches(
                true, 0, FormBody.MEDIA_TYPE, 0, FormBody.MEDIA_TYPE.length());
    return form && !JsonBody.looksLikeObject(bytes) ? FormBody.read(bytes) : JsonBody.read(bytes);
  }
}
