package io.taskcall.sandbox.http;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

/** What went wrong, as RFC 9457 wants it. */
@JsonPropertyOrder({"type", "title", "status", "detail"})
record Problem(String type, String title, int status, String detail) {
  static final String MEDIA_TYPE = "application/problem+json";

  static Problem of(int status, String detail) {
    var known = Response.Status.fromStatusCode(status);
    return new Problem(
        "about:blank", known == null ? "Error" : known.getReasonPhrase(), status, detail);
  }

  static WebApplicationException badRequest(String detail) {
    return of(400, detail).exception();
  }

  static WebApplicationException notFound(String detail) {
    return of(404, detail).exception();
  }

  Response response() {
    return Response.status(status).type(MEDIA_TYPE).entity(this).build();
  }

  private WebApplicationException exception() {
    return new WebApplicationException(detail, response());
  }
}
