package io.taskcall.oncall.http;

import jakarta.ws.rs.core.Response;

/** A request that cannot be answered as asked. */
final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  private ProblemException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  static ProblemException notFound(String what) {
    return of(Response.Status.NOT_FOUND, "there is no such " + what);
  }

  static ProblemException badRequest(String detail) {
    return of(Response.Status.BAD_REQUEST, detail);
  }

  /** A part of the request is wrong; {@code what} goes on after its name. */
  static ProblemException field(String field, String what) {
    var status = Response.Status.BAD_REQUEST;
    return new ProblemException(
        Problem.of(status.getStatusCode(), status.getReasonPhrase(), field + " " + what, field));
  }

  static ProblemException forbidden(String detail) {
    return of(Response.Status.FORBIDDEN, detail);
  }

  static ProblemException outdated(String detail) {
    return of(Response.Status.PRECONDITION_FAILED, detail);
  }

  static ProblemException conflict(String detail) {
    return of(Response.Status.CONFLICT, detail);
  }

  static ProblemException busy(String detail) {
    return of(Response.Status.SERVICE_UNAVAILABLE, detail);
  }

  private static ProblemException of(Response.Status status, String detail) {
    return new ProblemException(Problem.of(status, detail));
  }

  Problem problem() {
    return problem;
  }
}
