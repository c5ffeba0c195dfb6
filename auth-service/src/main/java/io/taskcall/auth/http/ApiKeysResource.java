package io.taskcall.auth.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.crypto.RandomSecrets;
import io.taskcall.auth.domain.Member;
import io.taskcall.auth.domain.access.ApiKey;
import io.taskcall.auth.postgres.PostgresApiKeys;
import io.taskcall.contracts.Ids;
import io.taskcall.rights.Right;
import io.taskcall.rights.Scope;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.jspecify.annotations.Nullable;

/** The caller's API keys. */
@Path("/api/v1/api-keys")
@SecurityRequirement(name = Api.KEY)
class ApiKeysResource {
  private static final int NAME_MAX = 100;
  private static final int KEYS_MAX = 50;

  private final PostgresApiKeys keys;
  private final RandomSecrets random;
  private final Clock clock;

  ApiKeysResource(PostgresApiKeys keys, RandomSecrets random, Clock clock) {
    this.keys = keys;
    this.random = random;
    this.clock = clock;
  }

  /** An API key; of its secret, only the hash. */
  record Known(
      UUID id, String name, String sha256, @Nullable Instant expiresAt, List<String> scopes) {
    static Known of(ApiKey key) {
      return new Known(key.id(), key.name(), key.sha256(), key.expiresAt(), names(key.scopes()));
    }
  }

  /** An API key, and how it is used. */
  record Item(
      UUID id,
      String name,
      List<String> scopes,
      @Nullable Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant lastUsedAt) {
    static Item of(PostgresApiKeys.Used used) {
      var key = used.key();
      return new Item(
          key.id(),
          key.name(),
          names(key.scopes()),
          used.createdAt(),
          key.expiresAt(),
          used.lastUsedAt());
    }
  }

  /** What is asked for. */
  record Asked(
      @Schema(required = true) @Nullable String name,
      @Schema(
              required = true,
              description = "Some of: read, respond, configure, admin. Each but read also reads")
          @Nullable List<String> scopes,
      @Schema(description = "When it ends; without it, when it is deleted")
          @Nullable Instant expiresAt) {}

  /**
   * A new key.
   *
   * @param key shown this once
   */
  record Made(UUID id, String name, List<String> scopes, @Nullable Instant expiresAt, String key) {
    @Override
    public String toString() {
      return "(a new API key called " + name + ")";
    }
  }

  @GET
  @Operation(summary = "The caller's API keys, by name")
  public Uni<Page<Item>> list(@Context ContainerRequestContext request) {
    return keys.of(Callers.asThemselves(request).memberId())
        .map(found -> Page.whole(found.stream().map(Item::of).toList()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Make an API key",
      description =
          "It may do what its scopes say, as far as the caller's role goes. Its secret is in this"
              + " answer and nowhere else.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Asked.class)))
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = Made.class)))
  public Uni<Response> make(@Context ContainerRequestContext request, byte @Nullable [] body) {
    var caller = Callers.with(Right.MAKE_API_KEYS, request);
    var asked = Body.read(Asked.class, body);
    var name = Body.text("name", asked.name(), NAME_MAX);
    if (name.equals(Member.SETUP_KEY)) {
      throw Wrong.field("name", "is the name of the key that comes with the setup");
    }
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var secret = random.apiKey();
    var key =
        new ApiKey(
            Ids.derive("api-key", caller.memberId(), secret.sha256()),
            name,
            secret.sha256(),
            expiry(asked.expiresAt(), now),
            scopes(asked.scopes()));
    return keys.add(caller.memberId(), key, KEYS_MAX, Callers.actor(request), now)
        .map(added -> {
          if (!added) {
            throw Wrong.conflict(
                "name", "there is a key called " + name + " already, or there are " + KEYS_MAX);
          }
          return Response.created(URI.create("/api/v1/api-keys/" + key.id()))
              .entity(
                  new Made(key.id(), name, names(key.scopes()), key.expiresAt(), secret.reveal()))
              .type(MediaType.APPLICATION_JSON_TYPE)
              .header("Cache-Control", "no-store")
              .build();
        });
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Delete an API key: whoever holds it is refused from then on")
  public Uni<Void> remove(@Context ContainerRequestContext request, UUID id) {
    return keys.remove(
            Callers.with(Right.MAKE_API_KEYS, request).memberId(),
            id,
            Callers.actor(request),
            clock.instant().truncatedTo(ChronoUnit.MICROS))
        .invoke(removed -> {
          if (!removed) {
            throw new NotFoundException("there is no such API key");
          }
        })
        .replaceWithVoid();
  }

  private static @Nullable Instant expiry(@Nullable Instant asked, Instant now) {
    if (asked != null && !asked.isAfter(now)) {
      throw Wrong.field("expiresAt", "must be in the future");
    }
    return asked == null ? null : asked.truncatedTo(ChronoUnit.MICROS);
  }

  private static Set<Scope> scopes(@Nullable List<String> names) {
    if (names == null || names.isEmpty()) {
      throw Wrong.field("scopes", "must have at least one of read, respond, configure, admin");
    }
    var scopes = EnumSet.noneOf(Scope.class);
    for (var name : names) {
      scopes.add(
          Scope.named(String.valueOf(name))
              .orElseThrow(() ->
                  Wrong.field(
                      "scopes", "must be of read, respond, configure, admin, was " + name)));
    }
    return scopes;
  }

  private static List<String> names(Set<Scope> scopes) {
    return scopes.stream().map(Scope::wireName).toList();
  }
}
