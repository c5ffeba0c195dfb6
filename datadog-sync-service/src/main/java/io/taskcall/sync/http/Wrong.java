package io.taskcall.sync.http;

import jakarta.ws.rs.BadRequestException;

/** Something about a request is not what it should be. */
final class Wrong extends BadRequestException {
  private static final long serialVersionUID = 1L;

  private final String field;

  Wrong(String field, String detail) {
    super(field + " " + detail);
    this.field = field;
  }

  /** Which part of the request. */
  String field() {
    return field;
  }
}
