package io.taskcall.sandbox.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns what goes wrong in the sandbox's own API into answers that say so. */
class Problems {
  @ServerExceptionMapper
  Response say(IllegalArgumentException refused) {
    return Problem.of(400, String.valueOf(refused.getMessage())).response();
  }

  @ServerExceptionMapper
  Response say(JsonProcessingException malformed) {
    return Problem.of(400, "The body can't be read: " + malformed.getOriginalMessage()).response();
  }

  /** Whatever has no body of its own gets one. */
  @ServerExceptionMapper
  Response say(WebApplicationException exception) {
    var response = exception.getResponse();
    return response.hasEntity() || response.getStatus() < 400
        ? response
        : Problem.of(response.getStatus(), String.valueOf(exception.getMessage())).response();
  }
}
