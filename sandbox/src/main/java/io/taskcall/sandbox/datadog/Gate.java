package io.taskcall.sandbox.datadog;

import io.smallrye.mutiny.Uni;
import io.taskcall.sandbox.domain.fault.RateLimit;
import io.taskcall.sandbox.memory.SwitchBoard;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** What every call to Datadog's API passes: the switches, the rate limit, the credentials. */
class Gate {
  private static final String API = "/datadog/";
  private static final String PAGE = "/datadog/oauth2/v1/authorize";
  private static final String RATE = "taskcall.rate";

  private final SwitchBoard board;
  private final Callers callers;

  Gate(SwitchBoard board, Callers callers) {
    this.board = board;
    this.callers = callers;
  }

  @ServerRequestFilter
  Uni<Response> enter(ContainerRequestContext request, ResourceInfo called) {
    var path = request.getUriInfo().getPath();
    if (!path.startsWith(API) || path.equals(PAGE)) {
      return Uni.createFrom().nullItem();
    }
    var delay = board.switches().delayMillis();
    var result =
        refusal(request, called)
            .map(error -> Uni.createFrom().item(error.response()))
            .orElseGet(() -> Uni.createFrom().nullItem());
    return delay == 0 ? result : result.onItem().delayIt().by(Duration.ofMillis(delay));
  }

  @ServerResponseFilter
  void leave(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(RATE) instanceof RateLimit rate) {
      var headers = response.getHeaders();
      headers.putSingle("X-RateLimit-Limit", rate.limit());
      headers.putSingle("X-RateLimit-Period", RateLimit.PERIOD_SECONDS);
      headers.putSingle("X-RateLimit-Remaining", rate.remaining());
      headers.putSingle("X-RateLimit-Reset", rate.resetsInSeconds(Instant.now()));
      headers.putSingle("X-RateLimit-Name", "sandbox");
    }
  }

  @ServerExceptionMapper
  Response say(DatadogError error) {
    return error.response();
  }

  private Optional<DatadogError> refusal(ContainerRequestContext request, ResourceInfo called) {
    var now = Instant.now();
    if (board.nextCallFails()) {
      return Optional.of(DatadogError.text(500, "Internal Server Error"));
    }
    var method = called.getResourceMethod();
    var needs = method == null ? null : method.getAnnotation(Needs.class);
    if (needs == null) {
      return Optional.empty();
    }
    var rate = board.countCall(now);
    request.setProperty(RATE, rate);
    if (rate.exceeded()) {
      return Optional.of(DatadogError.text(429, "Too many requests"));
    }
    var credentials =
        new Callers.Credentials(
            request.getHeaderString("Authorization"),
            request.getHeaderString("DD-API-KEY"),
            request.getHeaderString("DD-APPLICATION-KEY"));
    return callers.refusal(credentials, needs.value(), now);
  }
}
