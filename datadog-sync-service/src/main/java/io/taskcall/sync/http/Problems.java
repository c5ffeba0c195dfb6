package io.taskcall.sync.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;
import org.jboss.logging.Logger;

/** Says what went wrong as {@code application/problem+json} (RFC 9457). */
@Provider
class Problems implements ExceptionMapper<Exception> {
  private static final Logger LOG = Logger.getLogger(Problems.class);

  @Override
  public Response toResponse(Exception failure) {
    return switch (failure) {
      case WebApplicationException known ->
          problem(
              Response.fromResponse(known.getResponse()),
              known.getResponse().getStatusInfo(),
              String.valueOf(known.getMessage()));
      case Exception unknown -> {
        LOG.error("a request failed", unknown);
        var status = Response.Status.SERVICE_UNAVAILABLE;
        yield problem(Response.status(status), status, "something we need is away; try again");
      }
    };
  }

  private static Response problem(
      Response.ResponseBuilder response, Response.StatusType status, String detail) {
    return response
        .header(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .entity(
            Map.of(
                "type",
                "about:blank",
                "title",
                status.getReasonPhrase(),
                "status",
                status.getStatusCode(),
                "detail",
                detail))
        .build();
  }
}
