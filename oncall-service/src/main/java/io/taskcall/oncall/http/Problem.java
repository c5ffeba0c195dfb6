package io.taskcall.oncall.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 has it.
 *
 * @param field which part of the request is wrong, if it is one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(String type, String title, int status, String detail, @Nullable String field) {
  static final String MEDIA_TYPE = "application/problem+json";

  static Problem of(Response.Status status, String detail) {
    return of(status.getStatusCode(), status.getReasonPhrase(), detail, null);
  }

  static Problem of(int status, String title, String detail, @Nullable String field) {
    return new Problem("about:blank", title, status, detail, field);
  }

  Response response() {
    return Response.status(status).type(MediaType.valueOf(MEDIA_TYPE)).entity(this).build();
  }
}
