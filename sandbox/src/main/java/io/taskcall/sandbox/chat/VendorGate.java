package io.taskcall.sandbox.chat;

import io.smallrye.mutiny.Uni;
import io.taskcall.sandbox.domain.fault.VendorFaults;
import io.taskcall.sandbox.memory.SwitchBoard;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** What every call to a vendor passes: the switches. */
class VendorGate {
  private static final Duration HANG = Duration.ofMinutes(1);

  private final SwitchBoard board;

  VendorGate(SwitchBoard board) {
    this.board = board;
  }

  @ServerRequestFilter
  Uni<Response> enter(ContainerRequestContext request) {
    var faults = faults(request);
    Uni<Response> result =
        faults.refuseWith() == 0
            ? Uni.createFrom().nullItem()
            : Uni.createFrom().item(refusal(faults.refuseWith()));
    return faults.delayMillis() == 0
        ? result
        : result.onItem().delayIt().by(Duration.ofMillis(faults.delayMillis()));
  }

  @ServerResponseFilter
  Uni<Void> leave(ContainerRequestContext request, ContainerResponseContext response) {
    boolean hangs =
        faults(request).hangAfterAccept()
            && request.getMethod().equals("POST")
            && response.getStatus() / 100 == 2;
    var done = Uni.createFrom().voidItem();
    return hangs ? done.onItem().delayIt().by(HANG) : done;
  }

  private VendorFaults faults(ContainerRequestContext request) {
    var path = request.getUriInfo().getPath();
    var vendors = board.switches().vendors();
    if (path.startsWith("/twilio/")) {
      return vendors.phone();
    }
    if (path.startsWith("/slack/") || path.startsWith("/teams/")) {
      return vendors.chat();
    }
    return path.startsWith("/hooks/") || path.startsWith("/push/")
        ? vendors.hooks()
        : VendorFaults.NONE;
  }

  private static Response refusal(int status) {
    var body =
        Map.of(
            "ok",
            false,
            "error",
            "refused",
            "code",
            0,
            "message",
            "Refused, as the sandbox was told to",
            "status",
            status);
    return Response.status(status).type(MediaType.APPLICATION_JSON).entity(body).build();
  }
}
