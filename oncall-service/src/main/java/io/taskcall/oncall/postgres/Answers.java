package io.taskcall.oncall.postgres;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was answered to requests that may be sent again. */
@ApplicationScoped
public class Answers {
  /** Whoever has not answered by then has died over it. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String CLAIM =
      """
      insert into answers (user_id, key, request, at)
      values (cast(cast(:user as text) as uuid), :key, :request,
        cast(cast(:now as text) as timestamptz))
      on conflict (user_id, key) do update set at = excluded.at
      where answers.status is null and answers.request = excluded.request
        and answers.at < cast(cast(:dead as text) as timestamptz)
      returning 'mine'
      """;

  private static final String GET =
      """
      select cast(jsonb_build_object('request', request, 'status', status, 'body', body,
        'etag', etag) as text)
      from answers where user_id = cast(cast(:user as text) as uuid) and key = :key
      """;

  private static final String SAVE =
      """
      update answers set status = :status, body = cast(:body as text), etag = cast(:etag as text)
      where user_id = cast(cast(:user as text) as uuid) and key = :key
      """;

  private static final String FORGET =
      "delete from answers where user_id = cast(cast(:user as text) as uuid) and key = :key";

  private final Database database;

  Answers(Database database) {
    this.database = database;
  }

  /** A request under a key of its sender. */
  public record Request(UUID userId, String key, String hash) {}

  /** An answer as it was given. */
  public record Answer(int status, String body, @Nullable String etag) {}

  /** Whether a request is to be dealt with. */
  public sealed interface Claim {
    /** It is new: deal with it. */
    record Mine() implements Claim {}

    /** It was answered: answer the same. */
    record Answered(Answer answer) implements Claim {}

    /** Somebody deals with it at this moment. */
    record Busy() implements Claim {}

    /** The key was used for another request. */
    record Other() implements Claim {}
  }

  /** Takes a request, unless somebody has it. */
  public Uni<Claim> claim(Request request, Instant now) {
    var parameters =
        Map.of(
            "user", request.userId().toString(),
            "key", request.key(),
            "request", request.hash(),
            "now", now.toString(),
            "dead", now.minus(PATIENCE).toString());
    return database.transaction(session ->
        Database.texts(session, CLAIM, parameters)
            .flatMap(mine ->
                mine.isEmpty()
                    ? Database.texts(session, GET, of(request)).map(rows -> claim(rows, request))
                    : Uni.createFrom().item(new Claim.Mine())));
  }

  /** Remembers what was answered. */
  public Uni<Void> save(Request request, Answer answer) {
    var parameters = new HashMap<String, Object>(of(request));
    parameters.put("status", answer.status());
    parameters.put("body", answer.body());
    parameters.put("etag", answer.etag() == null ? "" : answer.etag());
    return database
        .transaction(session -> Database.run(session, SAVE, parameters))
        .replaceWithVoid();
  }

  /** Lets a request that could not be dealt with be sent again. */
  public Uni<Void> forget(Request request) {
    return database
        .transaction(session -> Database.run(session, FORGET, of(request)))
        .replaceWithVoid();
  }

  private static Map<String, String> of(Request request) {
    return Map.of("user", request.userId().toString(), "key", request.key());
  }

  private static Claim claim(List<String> rows, Request request) {
    if (rows.isEmpty()) {
      return new Claim.Busy(); // it was let go at this moment
    }
    var row = Json.row(Row.class, rows.getFirst());
    if (!row.request().equals(request.hash())) {
      return new Claim.Other();
    }
    if (row.status() == null || row.body() == null) {
      return new Claim.Busy();
    }
    var etag = row.etag() == null || row.etag().isEmpty() ? null : row.etag();
    return new Claim.Answered(new Answer(row.status(), row.body(), etag));
  }

  private record Row(
      String request, @Nullable Integer status, @Nullable String body, @Nullable String etag) {}
}
