package io.taskcall.ingest.http;

import io.netty.util.AsciiString;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** An answer, ready to be written. */
record Reply(int status, CharSequence mediaType, Buffer body) {
  private static final CharSequence JSON = new AsciiString("application/json");
  private static final CharSequence PROBLEM = new AsciiString("application/problem+json");
  private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("retry-after");
  private static final CharSequence SECONDS = new AsciiString("5");

  static Reply json(int status, JsonObject body) {
    return new Reply(status, JSON, body.toBuffer());
  }

  static Reply problem(int status, JsonObject body) {
    return new Reply(status, PROBLEM, body.toBuffer());
  }

  /** Writes it; whoever may come again is told when. */
  void write(HttpServerResponse response) {
    if (status == 429 || status == 503) {
      response.putHeader(RETRY_AFTER, SECONDS);
    }
    if (status == 405) {
      response.putHeader(HttpHeaders.ALLOW, "POST");
    }
    response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, mediaType).end(body);
  }
}
