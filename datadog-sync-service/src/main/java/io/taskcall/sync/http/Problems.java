package io.taskcall.sync.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.LinkedHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

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
              String.valueOf(known.getMessage()),
              known instanceof Wrong wrong ? wrong.field() : null);
      case Exception unknown -> {
        LOG.error("a request failed", unknown);
        var status = Response.Status.SERVICE_UNAVAILABLE;
        yield problem(
            Response.status(status), status, "something we need is away; try again", null);
      }
    };
  }

  private static Response problem(
      Response.ResponseBuilder response,
      Response.StatusType status,
      String detail,
      @Nullable String field) {
    var problem = new LinkedHashMap<String, Object>();
    problem.put("type", "about:blank");
    problem.put("title", status.getReasonPhrase());
    problem.put("status", status.getStatusCode());
    problem.put("detail", detail);
    if (field != null) {
      problem.put("field", field);
    }
    return response
        .header(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .entity(problem)
        .build();
  }
}
