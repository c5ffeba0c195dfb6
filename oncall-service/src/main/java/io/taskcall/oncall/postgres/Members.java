package io.taskcall.oncall.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.MemberEvent;
import io.taskcall.oncall.postgres.Incidents.Heard;
import io.taskcall.outbox.Outgoing;
import io.taskcall.rights.Right;
import io.taskcall.rights.token.Claims;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The people we have heard of, and their API keys' hashes. */
@ApplicationScoped
public class Members {
  private static final String SAVE =
      """
      insert into members (user_id, organization_id, name, email, role, service_account)
      select user_id, organization_id, name, email, role, service_account
      from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r (user_id uuid,
        organization_id uuid, name text, email text, role text, service_account boolean)
      on conflict (user_id) do update set organization_id = excluded.organization_id,
        name = excluded.name, email = excluded.email, role = excluded.role,
        service_account = excluded.service_account
      """;

  private static final String FORGET_KEYS =
      "delete from api_keys where user_id = cast(cast(:user as text) as uuid)";

  private static final String SAVE_KEYS =
      """
      insert into api_keys (sha256, user_id, expires_at, rights)
      select sha256, user_id, expires_at, rights
      from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r (sha256 text, user_id uuid,
        expires_at timestamptz, rights jsonb)
      on conflict (sha256) do update set user_id = excluded.user_id,
        expires_at = excluded.expires_at, rights = excluded.rights
      """;

  private static final String REMOVE =
      "delete from members where user_id = cast(cast(:user as text) as uuid)";

  private static final String BY_KEY =
      """
      select cast(jsonb_build_object('sha256', k.sha256, 'user_id', m.user_id,
        'organization_id', m.organization_id, 'name', m.name,
        'expires_at', k.expires_at, 'rights', k.rights) as text)
      from api_keys k join members m on m.user_id = k.user_id where k.sha256 = :sha256
      """;

  private static final String BY_ID =
      """
      select cast(jsonb_build_object('name', name, 'role', role) as text) from members
      where user_id = cast(cast(:user as text) as uuid)
        and organization_id = cast(cast(:organization as text) as uuid)
      """;

  private static final String KNOWN =
      """
      select cast(user_id as text) from members where not service_account and user_id in
        (select cast(jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)) as uuid))
      """;

  private final Database database;
  private final Writer writer;

  Members(Database database, Writer writer) {
    this.database = database;
    this.writer = writer;
  }

  /**
   * Who asks.
   *
   * @param rights what the key or token allows
   * @param until when their token ends; absent if they came by an API key
   */
  public record Caller(
      UUID userId, UUID organizationId, String name, Set<Right> rights, Optional<Instant> until) {
    public Caller {
      rights = Set.copyOf(rights);
    }

    /** Whether this may be done by whoever asks. */
    public boolean may(Right right) {
      return rights.contains(right);
    }
  }

  /**
   * Remembers what was said of people, in this order.
   *
   * @param others events, such as dead letters, to say in the same transaction
   */
  public Uni<Void> hear(List<Heard<MemberEvent>> events, List<Outgoing> others, Instant now) {
    return writer
        .transaction(session -> {
          var all = Uni.createFrom().voidItem();
          for (var event : events) {
            all = all.flatMap(_ -> hear(session, event.what()));
          }
          return all.map(_ -> new Writer.Result<>(events.size(), new Writing().say(others)));
        })
        .replaceWithVoid();
  }

  /** Who owns the API key with this hash, unless it has expired. */
  public Uni<Optional<Caller>> byKey(String sha256, Instant now) {
    return database
        .transaction(session -> Database.texts(session, BY_KEY, Map.of("sha256", sha256)))
        .map(rows ->
            rows.stream()
                .map(row -> Json.row(KeyOwner.class, row))
                .filter(owner -> owner.matches(sha256) && owner.validAt(now))
                .findFirst()
                .map(KeyOwner::caller));
  }

  /** Who shows a token that says this, unless they are gone. */
  public Uni<Optional<Caller>> byToken(Claims claims) {
    var who =
        Map.<String, Object>of(
            "user", claims.memberId().toString(),
            "organization", claims.organizationId().toString());
    return database
        .transaction(session -> Database.texts(session, BY_ID, who))
        .map(rows ->
            rows.stream()
                .map(row -> Json.row(TokenOwner.class, row))
                .findFirst()
                .map(owner -> owner.caller(claims)));
  }

  /** True if every one of these is known, and a person. */
  public Uni<Boolean> know(Collection<UUID> people) {
    return database
        .transaction(session ->
            Database.texts(session, KNOWN, Map.of("ids", Json.rows(List.copyOf(people)))))
        .map(known -> known.size() == people.size());
  }

  private static Uni<Void> hear(Mutiny.Session session, MemberEvent event) {
    return switch (event) {
      case MemberEvent.Saved saved -> save(session, saved);
      case MemberEvent.Removed removed ->
          Database.run(session, REMOVE, Map.of("user", removed.userId().toString()))
              .replaceWithVoid();
    };
  }

  private static Uni<Void> save(Mutiny.Session session, MemberEvent.Saved saved) {
    var member =
        new MemberRow(
            saved.userId(),
            saved.organizationId(),
            saved.name(),
            saved.email(),
            saved.role().name(),
            Boolean.TRUE.equals(saved.serviceAccount()));
    var keys = new ArrayList<KeyRow>();
    for (var key : saved.apiKeys()) {
      var rights = Right.of(saved.role(), key).stream().map(Right::wireName).toList();
      keys.add(new KeyRow(key.sha256(), saved.userId(), key.expiresAt(), rights));
    }
    return Database.run(session, SAVE, Map.of("rows", Json.rows(List.of(member))))
        .flatMap(_ -> Database.run(session, FORGET_KEYS, Map.of("user", saved.userId().toString())))
        .flatMap(_ -> Database.run(session, SAVE_KEYS, Map.of("rows", Json.rows(keys))))
        .replaceWithVoid();
  }

  private record MemberRow(
      UUID userId,
      UUID organizationId,
      String name,
      String email,
      String role,
      boolean serviceAccount) {}

  private record KeyRow(
      String sha256, UUID userId, @Nullable Instant expiresAt, List<String> rights) {}

  private record KeyOwner(
      String sha256,
      UUID userId,
      UUID organizationId,
      String name,
      @Nullable Instant expiresAt,
      List<String> rights) {
    boolean matches(String hash) {
      return MessageDigest.isEqual(
          sha256.getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }

    boolean validAt(Instant now) {
      return expiresAt == null || now.isBefore(expiresAt);
    }

    Caller caller() {
      return new Caller(userId, organizationId, name, Right.named(rights), Optional.empty());
    }
  }

  private record TokenOwner(String name, String role) {
    Caller caller(Claims claims) {
      return new Caller(
          claims.memberId(),
          claims.organizationId(),
          name,
          claims.within(MemberEvent.Role.valueOf(role)),
          Optional.of(claims.until()));
    }
  }
}
