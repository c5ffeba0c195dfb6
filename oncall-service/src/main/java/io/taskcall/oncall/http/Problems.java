package io.taskcall.oncall.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Says every error as a problem. */
final class Problems {
  private static final Logger LOG = Logger.getLogger(Problems.class);

  @ServerExceptionMapper
  Response problem(ProblemException problem) {
    return problem.problem().response();
  }

  @ServerExceptionMapper
  Response refused(WebApplicationException refused) {
    var status = Response.Status.fromStatusCode(refused.getResponse().getStatus());
    return status == null
        ? refused.getResponse()
        : Problem.of(status, status.getReasonPhrase()).response();
  }

  @ServerExceptionMapper
  Response broken(Throwable failure) {
    LOG.error("a request failed", failure);
    return Problem.of(
            Response.Status.SERVICE_UNAVAILABLE, "this does not work just now; try again later")
        .response();
  }
}
