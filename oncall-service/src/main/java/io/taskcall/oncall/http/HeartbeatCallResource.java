package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.link.SecretLinks.Purpose;
import io.taskcall.oncall.postgres.Heartbeats;
import io.taskcall.oncall.postgres.SecretUrls;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The secret addresses that heartbeats call; what they send is of no interest. */
@Path("/heartbeat/{token}")
public final class HeartbeatCallResource {
  private final SecretUrls urls;
  private final Heartbeats heartbeats;

  HeartbeatCallResource(SecretUrls urls, Heartbeats heartbeats) {
    this.urls = urls;
    this.heartbeats = heartbeats;
  }

  @GET
  @Operation(hidden = true)
  public Uni<Response> get(@PathParam("token") String token) {
    return call(token);
  }

  @HEAD
  @Operation(hidden = true)
  public Uni<Response> head(@PathParam("token") String token) {
    return call(token);
  }

  @POST
  @Operation(hidden = true)
  public Uni<Response> post(@PathParam("token") String token) {
    return call(token);
  }

  private Uni<Response> call(String token) {
    return urls.links()
        .flatMap(links ->
            links
                .read(Purpose.HEARTBEAT, token)
                .map(said -> heartbeats.call(said.id(), said.count(), Instant.now()))
                .orElseGet(() -> Uni.createFrom().item(false)))
        .map(heard -> {
          if (!heard) {
            throw ProblemException.notFound("heartbeat");
          }
          return Response.ok("OK\n", MediaType.TEXT_PLAIN_TYPE)
              .header("Cache-Control", "no-store")
              .build();
        });
  }
}
