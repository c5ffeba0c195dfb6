package io.taskcall.auth.http;

import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Something about a request that its sender must change. */
final class Wrong extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Response.Status status;
  private final @Nullable String field;

  private Wrong(Response.Status status, String detail, @Nullable String field) {
    super(detail);
    this.status = status;
    this.field = field;
  }

  static Wrong field(String field, String what) {
    return new Wrong(Response.Status.BAD_REQUEST, field + ": " + what, field);
  }

  static Wrong body(String what) {
    return new Wrong(Response.Status.BAD_REQUEST, what, null);
  }

  static Wrong conflict(String field, String what) {
    return new Wrong(Response.Status.CONFLICT, what, field);
  }

  Response response() {
    return Problem.response(status, getMessage(), field);
  }
}
