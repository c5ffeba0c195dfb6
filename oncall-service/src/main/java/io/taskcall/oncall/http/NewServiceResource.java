package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.Ids;
import io.taskcall.oncall.domain.escalation.Policy;
import io.taskcall.oncall.domain.impact.Kind;
import io.taskcall.oncall.domain.incident.Service;
import io.taskcall.oncall.postgres.Catalog;
import io.taskcall.oncall.postgres.Catalog.Described;
import io.taskcall.oncall.postgres.ServiceGraphs;
import io.taskcall.oncall.postgres.ServiceGraphs.Place;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Services that people make without the setup file. */
@Path("/api/v1/services")
@Tag(name = "services")
public final class NewServiceResource {
  private static final int NAME_MAX = 200;
  private static final int DESCRIPTION_MAX = 2000;
  private static final int DEPENDENCIES_MAX = 200;
  private static final int KEY_MAX = 64;
  private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

  private final Catalog catalog;
  private final ServiceGraphs graphs;
  private final Once once;

  NewServiceResource(Catalog catalog, ServiceGraphs graphs, Once once) {
    this.catalog = catalog;
    this.graphs = graphs;
    this.once = once;
  }

  /** A service that is to be. */
  @Schema(name = "NewService")
  public record Wish(
      @Schema(
              description =
                  "What it is called in setup files; the same key, the same service. Made of the"
                      + " name if left out.",
              examples = "online-shop",
              pattern = "[a-z0-9][a-z0-9_-]{0,63}")
          @Nullable String key,
      @Schema(examples = "Online shop", maxLength = NAME_MAX, required = true)
          @Nullable String name,
      @Schema(maxLength = DESCRIPTION_MAX) @Nullable String description,
      @Schema(description = "technical (the usual) or business.") @Nullable String kind,
      @Schema(description = "The id of an escalation policy; business services may have none.")
          @Nullable UUID policy,
      @Schema(description = "Ids of the services it depends on.") @Nullable List<UUID> dependsOn) {}

  @POST
  @Operation(summary = "Make a service", description = "409 if there is one with this key already.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Wish.class)))
  @APIResponse(
      responseCode = "201",
      description = "It is made.",
      content = @Content(schema = @Schema(implementation = ServiceResource.ServiceBody.class)))
  public Uni<Response> make(@Context ContainerRequestContext request, byte @Nullable [] body) {
    var wish = Body.read(Wish.class, body);
    var name = Limits.line("name", wish.name(), NAME_MAX);
    var key = key(wish.key() == null ? fromName(name) : wish.key());
    var description =
        wish.description() == null
            ? null
            : Limits.text("description", wish.description(), DESCRIPTION_MAX);
    var kind =
        wish.kind() == null
            ? Kind.TECHNICAL
            : Words.read("kind", wish.kind(), List.of(Kind.values()));
    var dependsOn = dependencies(wish);
    var organization = Authentication.caller(request).organizationId();
    var id = Ids.derive("service", organization, key);
    return once.answer(
        request,
        body,
        () ->
            mayBe(organization, id, dependsOn)
                .flatMap(_ -> policy(organization, wish.policy(), kind))
                .map(policy -> new Service(id, organization, name, policy, Optional.empty()))
                .map(service -> new Described(service, description, List.of()))
                .flatMap(service -> catalog.save(List.of(), List.of(service), Instant.now()))
                .flatMap(_ -> graphs.place(List.of(new Place(id, kind, dependsOn))))
                .flatMap(_ -> catalog.services(organization))
                .map(services -> created(services, id)));
  }

  private static Response created(List<Catalog.Listed> services, UUID id) {
    var made = services.stream().filter(service -> service.id().equals(id)).findFirst();
    return Response.status(Response.Status.CREATED)
        .entity(ServiceResource.ServiceBody.of(made.orElseThrow()))
        .build();
  }

  private static String key(String key) {
    if (!KEY.matcher(key).matches()) {
      throw ProblemException.field("key", "is lower-case letters, digits, - and _, at most 64");
    }
    return key;
  }

  private static String fromName(String name) {
    var key = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return key.substring(0, Math.min(key.length(), KEY_MAX));
  }

  private static Set<UUID> dependencies(Wish wish) {
    return wish.dependsOn() == null || wish.dependsOn().isEmpty()
        ? Set.of()
        : new LinkedHashSet<>(Limits.list("dependsOn", wish.dependsOn(), DEPENDENCIES_MAX));
  }

  /** Nothing depends on it yet, so it cannot close a cycle. */
  private Uni<Void> mayBe(UUID organization, UUID id, Set<UUID> dependsOn) {
    return graphs
        .of(organization)
        .invoke(graph -> {
          if (graph.service(id).isPresent()) {
            throw ProblemException.conflict("there is a service with this key already");
          }
          for (var other : dependsOn) {
            if (graph.service(other).isEmpty()) {
              throw ProblemException.field("dependsOn", "names no service: " + other);
            }
          }
        })
        .replaceWithVoid();
  }

  private Uni<Policy> policy(UUID organization, @Nullable UUID wanted, Kind kind) {
    if (wanted == null) {
      return switch (kind) {
        case BUSINESS -> Uni.createFrom().item(Policy.NONE);
        case TECHNICAL ->
            throw ProblemException.field("policy", "is missing: a technical service asks somebody");
      };
    }
    return catalog
        .policy(organization, wanted)
        .map(found -> found.orElseThrow(() -> ProblemException.field("policy", "is unknown")));
  }
}
