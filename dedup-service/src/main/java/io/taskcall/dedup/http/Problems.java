package io.taskcall.dedup.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.jboss.logging.Logger;

/** Turns whatever ends a request early into a problem document. */
@Provider
final class Problems implements ExceptionMapper<Exception> {
  private static final Logger LOG = Logger.getLogger(Problems.class);

  @Override
  public Response toResponse(Exception e) {
    if (e instanceof WebApplicationException known) {
      return Problem.of(known.getResponse().getStatusInfo(), String.valueOf(known.getMessage()));
    }
    LOG.error("a request failed", e);
    return Problem.of(
        Response.Status.INTERNAL_SERVER_ERROR, "Something went wrong here; the log says what.");
  }
}
