package io.taskcall.auth.http;

import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns what went wrong into an answer that says so. */
class Problems {
  private static final Logger LOG = Logger.getLogger(Problems.class);

  @ServerExceptionMapper
  Response unauthorized(NotAuthorizedException e) {
    return Response.fromResponse(Problem.response(Response.Status.UNAUTHORIZED, e.getMessage()))
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .build();
  }

  @ServerExceptionMapper
  Response wrong(Wrong e) {
    return e.response();
  }

  @ServerExceptionMapper
  Response refused(WebApplicationException e) {
    return Problem.response(e.getResponse().getStatusInfo(), e.getMessage());
  }

  /** What nobody foresaw is told to the operator, not to the caller. */
  @ServerExceptionMapper
  Response failed(Exception e) {
    LOG.error("a request failed", e);
    return Problem.response(Response.Status.INTERNAL_SERVER_ERROR, null);
  }
}
