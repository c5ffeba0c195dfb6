package io.taskcall.oncall.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.contact.Codes;
import io.taskcall.oncall.domain.contact.ContactMethod;
import io.taskcall.oncall.domain.contact.Contacts;
import io.taskcall.oncall.domain.contact.Proof;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Codes that were sent, and what people answered to them. Loads, asks the rules, stores. */
@ApplicationScoped
public class Proofs {
  private static final int KEY_BYTES = 32;

  /** Whatever addresses it is for, one person does not make us send more codes than this. */
  private static final int CODES_OF_ONE_MAX = 20;

  private static final String USER = "user_id = cast(cast(:user as text) as uuid)";

  /** Whoever locks the person counts alone. */
  private static final String LOCK =
      "select cast(user_id as text) from members where " + USER + " for update";

  private static final String LOAD =
      """
      select cast(to_jsonb(p) as text) from proofs p where id = cast(cast(:id as text) as uuid)
      """;

  private static final String DONE =
      "delete from proofs where id = cast(cast(:id as text) as uuid)";

  private static final String COUNT =
      "select cast(coalesce(sum(sent), 0) as text) from proofs where "
          + USER
          + " and since > cast(cast(:since as text) as timestamptz)";

  private static final String SAVE =
      """
      insert into proofs (id, user_id, hash, sent_at, expires_at, since, sent, wrong)
      select id, cast(cast(:user as text) as uuid), hash, sent_at, expires_at, since, sent, wrong
      from jsonb_to_record(cast(cast(:row as text) as jsonb)) as r (id uuid, hash text,
        sent_at timestamptz, expires_at timestamptz, since timestamptz, sent int, wrong int)
      on conflict (id) do update set hash = excluded.hash, sent_at = excluded.sent_at,
        expires_at = excluded.expires_at, since = excluded.since, sent = excluded.sent,
        wrong = excluded.wrong
      """;

  private final Database database;
  private final Secrets secrets;
  private final SecureRandom random = new SecureRandom();

  Proofs(Database database, Secrets secrets) {
    this.database = database;
    this.secrets = secrets;
  }

  /** Whether a code may be sent. */
  public sealed interface Begun {
    /** Send this one. */
    record Send(String code, Instant expiresAt) implements Begun {}

    /** Not before then. */
    record Wait(Instant until) implements Begun {}
  }

  /** Makes a code for a method of somebody, unless it is too early for another. */
  public Uni<Begun> begin(UUID userId, ContactMethod method, Instant now) {
    var id = Codes.proof(userId, method);
    var code = Codes.fresh(random);
    return codes()
        .flatMap(codes ->
            database.transaction(session ->
                load(session, userId, id)
                    .flatMap(before ->
                        count(session, userId, now)
                            .flatMap(sent ->
                                begin(session, userId, before, sent, code, id, codes, now)))));
  }

  private static Uni<Begun> begin(
      Mutiny.Session session,
      UUID userId,
      Optional<Proof> before,
      int sent,
      String code,
      UUID id,
      Codes codes,
      Instant now) {
    var wait =
        sent >= CODES_OF_ONE_MAX
            ? Optional.of(now.plus(Proof.WINDOW))
            : before.flatMap(proof -> proof.nextAt(now));
    if (wait.isPresent()) {
      return Uni.createFrom().item(new Begun.Wait(wait.get()));
    }
    var hash = codes.hash(id, code);
    var proof =
        before.map(known -> known.again(hash, now)).orElseGet(() -> Proof.first(id, hash, now));
    return save(session, userId, proof).replaceWith(new Begun.Send(code, proof.expiresAt()));
  }

  /** What came of an answer. */
  public enum Answered {
    VERIFIED,
    WRONG,
    SPENT
  }

  /** Judges an answer; a right one makes the method count, in the same transaction. */
  public Uni<Answered> answer(UUID userId, ContactMethod method, String code, Instant now) {
    var id = Codes.proof(userId, method);
    return codes()
        .flatMap(codes ->
            database.transaction(session ->
                load(session, userId, id)
                    .flatMap(proof ->
                        proof
                            .map(known ->
                                answer(session, userId, method, known, codes.hash(id, code), now))
                            .orElseGet(() -> Uni.createFrom().item(Answered.SPENT)))));
  }

  private static Uni<Answered> answer(
      Mutiny.Session session,
      UUID userId,
      ContactMethod method,
      Proof proof,
      String hash,
      Instant now) {
    return switch (proof.judge(hash, now)) {
      case RIGHT ->
          Reaches.change(session, userId, reach -> Contacts.verify(reach, method.id(), now))
              .flatMap(_ -> Database.run(session, DONE, Map.of("id", proof.id().toString())))
              .replaceWith(Answered.VERIFIED);
      case WRONG -> save(session, userId, proof.missed()).replaceWith(Answered.WRONG);
      case SPENT -> Uni.createFrom().item(Answered.SPENT);
    };
  }

  private static Uni<Optional<Proof>> load(Mutiny.Session session, UUID userId, UUID id) {
    return Database.texts(session, LOCK, Map.of("user", userId.toString()))
        .flatMap(_ -> Database.texts(session, LOAD, Map.of("id", id.toString())))
        .map(rows -> rows.stream().findFirst().map(row -> Json.row(Proof.class, row)));
  }

  private static Uni<Integer> count(Mutiny.Session session, UUID userId, Instant now) {
    var parameters = Map.of("user", userId.toString(), "since", now.minus(Proof.WINDOW).toString());
    return Database.texts(session, COUNT, parameters).map(List::getFirst).map(Integer::parseInt);
  }

  private static Uni<Void> save(Mutiny.Session session, UUID userId, Proof proof) {
    var parameters = Map.of("user", userId.toString(), "row", Json.rows(proof));
    return Database.run(session, SAVE, parameters).replaceWithVoid();
  }

  private Uni<Codes> codes() {
    var fresh = new byte[KEY_BYTES];
    random.nextBytes(fresh);
    return secrets
        .of("code-key", Base64.getEncoder().encodeToString(fresh))
        .map(key -> new Codes(Base64.getDecoder().decode(key)));
  }
}
