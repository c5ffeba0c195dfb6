package io.taskcall.auth.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.crypto.RandomSecrets;
import io.taskcall.auth.domain.Member;
import io.taskcall.auth.domain.access.ApiKey;
import io.taskcall.auth.domain.audit.Actor;
import io.taskcall.auth.postgres.PostgresApiKeys;
import io.taskcall.contracts.Ids;
import io.taskcall.rights.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Makes API keys and takes them back, whoever they are for. */
@ApplicationScoped
class KeyRing {
  private static final int NAME_MAX = 100;
  private static final int KEYS_MAX = 50;

  private final PostgresApiKeys keys;
  private final RandomSecrets random;
  private final Clock clock;

  KeyRing(PostgresApiKeys keys, RandomSecrets random, Clock clock) {
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

  /** Those of a member, by name. */
  Uni<Page<Item>> of(UUID member) {
    return keys.of(member).map(found -> Page.whole(found.stream().map(Item::of).toList()));
  }

  /**
   * Makes one.
   *
   * @param place where the member's keys are found
   */
  Uni<Response> make(UUID member, byte @Nullable [] body, String place, Actor actor) {
    var asked = Body.read(Asked.class, body);
    var name = Body.text("name", asked.name(), NAME_MAX);
    if (name.equals(Member.SETUP_KEY)) {
      throw Wrong.field("name", "is the name of the key that comes with the setup");
    }
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var secret = random.apiKey();
    var key =
        new ApiKey(
            Ids.derive("api-key", member, secret.sha256()),
            name,
            secret.sha256(),
            expiry(asked.expiresAt(), now),
            scopes(asked.scopes()));
    return keys.add(member, key, KEYS_MAX, actor, now)
        .map(added -> {
          if (!added) {
            throw Wrong.conflict(
                "name", "there is a key called " + name + " already, or there are " + KEYS_MAX);
          }
          return Response.created(URI.create(place + "/" + key.id()))
              .entity(
                  new Made(key.id(), name, names(key.scopes()), key.expiresAt(), secret.reveal()))
              .type(MediaType.APPLICATION_JSON_TYPE)
              .header("Cache-Control", "no-store")
              .build();
        });
  }

  /** Takes one of a member's back. */
  Uni<Void> remove(UUID member, UUID id, Actor actor) {
    return keys.remove(member, id, actor, clock.instant().truncatedTo(ChronoUnit.MICROS))
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
