package io.taskcall.dedup.http;

import jakarta.ws.rs.core.Response;

/** An answer that isn't what was asked for (RFC 9457). */
record Problem(String type, String title, int status, String detail) {
  private static final String MEDIA_TYPE = "application/problem+json";

  static Response of(Response.StatusType status, String detail) {
    return Response.status(status)
        .type(MEDIA_TYPE)
        .entity(
            new Problem("about:blank", status.getReasonPhrase(), status.getStatusCode(), detail))
        .build();
  }
}
