package io.taskcall.auth.http;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** An error as RFC 9457 has it. */
record Problem(String type, String title, int status, @Nullable String detail) {
  static final String MEDIA_TYPE = "application/problem+json";

  static Response response(Response.StatusType status, @Nullable String detail) {
    return Response.status(status)
        .type(MediaType.valueOf(MEDIA_TYPE))
        .entity(
            new Problem("about:blank", status.getReasonPhrase(), status.getStatusCode(), detail))
        .build();
  }
}
