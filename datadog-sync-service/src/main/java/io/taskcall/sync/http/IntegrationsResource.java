package io.taskcall.sync.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.rights.Right;
import io.taskcall.sync.postgres.ConnectionView;
import io.taskcall.sync.postgres.Connections;
import io.taskcall.sync.postgres.PostgresMirrors;
import io.taskcall.sync.postgres.Queue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** How each integration's mirror does, and what was chosen for it. */
@Path("/api/v1/datadog/integrations")
class IntegrationsResource {
  private final Connections connections;
  private final Queue queue;
  private final PostgresMirrors mirrors;
  private final Members members;

  IntegrationsResource(
      Connections connections, Queue queue, PostgresMirrors mirrors, Members members) {
    this.connections = connections;
    this.queue = queue;
    this.mirrors = mirrors;
    this.members = members;
  }

  /**
   * An integration with Datadog.
   *
   * @param calls how many calls stand how
   */
  record View(ConnectionView connection, Map<String, Long> calls, ChoicesBody choices) {}

  record Views(List<View> items) {}

  @GET
  @Operation(summary = "The integrations with Datadog: their state, calls by status, and choices")
  public Uni<Views> list(@HeaderParam("Authorization") @Nullable String authorization) {
    return all(members.mustHave(Right.READ, authorization, Instant.now())).map(Views::new);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One integration with Datadog")
  public Uni<View> get(
      @HeaderParam("Authorization") @Nullable String authorization, @PathParam("id") String id) {
    return one(members.mustHave(Right.READ, authorization, Instant.now()), id);
  }

  @PATCH
  @Path("/{id}")
  @Operation(summary = "Chooses how the mirror works; what is not named stays as it is")
  public Uni<View> choose(
      @HeaderParam("Authorization") @Nullable String authorization,
      @PathParam("id") String id,
      @Nullable String body) {
    var organizationId = members.mustHave(Right.CONFIGURE, authorization, Instant.now());
    return one(organizationId, id)
        .flatMap(view -> {
          var integrationId = view.connection().integrationId();
          var chosen = ChoicesBody.read(body, mirrors.choicesOf(integrationId));
          return mirrors.choose(integrationId, chosen).chain(() -> one(organizationId, id));
        });
  }

  private Uni<View> one(UUID organizationId, String id) {
    return all(organizationId)
        .map(views ->
            views.stream()
                .filter(view -> view.connection().integrationId().toString().equals(id))
                .findFirst()
                .orElseThrow(() ->
                    new NotFoundException("there is no integration " + id + " with Datadog")));
  }

  private Uni<List<View>> all(UUID organizationId) {
    return connections
        .all(organizationId)
        .flatMap(found ->
            queue
                .counts(organizationId)
                .map(counts -> found.stream().map(one -> view(one, counts)).toList()));
  }

  private View view(ConnectionView connection, Map<UUID, Map<String, Long>> counts) {
    var id = connection.integrationId();
    return new View(
        connection, counts.getOrDefault(id, Map.of()), ChoicesBody.of(mirrors.choicesOf(id)));
  }
}
