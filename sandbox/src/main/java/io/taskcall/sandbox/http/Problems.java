package io.taskcall.sandbox.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns what goes wrong in the sandbox's own API into answers that say so. */
class Problems {
  @ServerExceptionMapper
  Response say(IllegalArgumentException refused) {
    return Problem.of(400, String.valueOf(refused.getMessage())).response();
  }

  /** More exact than the framework's own mapper, which would win over one for the parent. */
  @ServerExceptionMapper
  Response say(MismatchedInputException mismatched) {
    return unreadable(mismatched).response();
  }

  /** Whatever has no body of its own gets one; under Datadog's name, one of Datadog's. */
  @ServerExceptionMapper
  Response say(WebApplicationException exception, UriInfo uri) {
    var response = exception.getResponse();
    if (response.getStatus() == 404 && uri.getPath().startsWith("/datadog/")) {
      return Response.status(404)
          .type(MediaType.APPLICATION_JSON)
          .entity(Map.of("errors", List.of("Not found")))
          .build();
    }
    if (exception.getCause() instanceof JsonProcessingException malformed) {
      return unreadable(malformed).response();
    }
    return response.hasEntity() || response.getStatus() < 400
        ? response
        : Problem.of(response.getStatus(), String.valueOf(exception.getMessage())).response();
  }

  private static Problem unreadable(JsonProcessingException why) {
    return Problem.of(400, "The body can't be read: " + why.getOriginalMessage());
  }
}
