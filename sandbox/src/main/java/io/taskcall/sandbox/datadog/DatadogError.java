package io.taskcall.sandbox.datadog;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An answer that says no, in one of the several shapes that Datadog has for it. */
final class DatadogError extends RuntimeException {
  private final int status;
  private final transient Map<String, Object> body;

  private DatadogError(int status, Map<String, Object> body) {
    super(status + " " + body, null, false, false);
    this.status = status;
    this.body = body;
  }

  /** {@code {"errors":["…"]}}: the first API, and the gate before both. */
  static DatadogError text(int status, String error) {
    return new DatadogError(status, Map.of("errors", List.of(error)));
  }

  /** What the second API says of a body that it can't take. */
  static DatadogError badRequest(String detail) {
    var error = new LinkedHashMap<String, Object>();
    error.put("status", "400");
    error.put("title", "Bad Request");
    error.put("detail", detail);
    return new DatadogError(400, Map.of("errors", List.of(error)));
  }

  /** What the second API says of an id that it doesn't know; the inner error shows through. */
  static DatadogError notFound(String what) {
    var error = new LinkedHashMap<String, Object>();
    error.put("title", "Generic Error");
    error.put("detail", "rpc error: code = NotFound desc = " + what + " not found");
    return new DatadogError(404, Map.of("errors", List.of(error)));
  }

  static DatadogError forbidden() {
    var body = new LinkedHashMap<String, Object>();
    body.put("status", "error");
    body.put("code", 403);
    body.put("errors", List.of("Forbidden"));
    body.put("statuspage", "http://status.datadoghq.com");
    body.put("twitter", "http://twitter.com/datadogops");
    body.put("email", "support@datadoghq.com");
    return new DatadogError(403, body);
  }

  Response response() {
    return Response.status(status).type(MediaType.APPLICATION_JSON).entity(body).build();
  }
}
