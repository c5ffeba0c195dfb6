package io.taskcall.oncall.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.page.Backoff;
import io.taskcall.oncall.domain.page.Sending;
import io.taskcall.oncall.domain.schedule.HandoffNotice;
import io.taskcall.oncall.domain.status.Notice;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The mails that are to be sent to subscribers, and to people about their duties. */
@ApplicationScoped
public class Letters {
  /** After that it is no news any more. */
  private static final int ATTEMPTS_MAX = 100;

  private static final String CLAIM =
      """
      with due as (
        select id from letters
        where state = 'waiting' and due_at <= cast(cast(:now as text) as timestamptz)
          and (lease_until is null or lease_until <= cast(cast(:now as text) as timestamptz))
        order by due_at limit :most for update skip locked),
      leased as (
        update letters l set attempts = l.attempts + 1,
          lease_until = cast(cast(:until as text) as timestamptz)
        from due where l.id = due.id
        returning l.id, l.subscription_id, l.user_id, l.data, l.attempts)
      select cast(jsonb_build_object('id', leased.id, 'subscription_id', s.id,
        'email', coalesce(s.email, m.email), 'attempt', leased.attempts, 'data', leased.data)
        as text)
      from leased left join subscriptions s on s.id = leased.subscription_id
        left join members m on m.user_id = leased.user_id
      """;

  private static final String FINISH =
      """
      update letters set state = :state, problem = cast(:problem as text), lease_until = null,
        due_at = cast(cast(:due as text) as timestamptz)
      where id = cast(cast(:id as text) as uuid) and attempts = :attempt
      """;

  private final Database database;

  Letters(Database database) {
    this.database = database;
  }

  /** A mail that nobody else sends until its lease ends. */
  public record Claimed(UUID id, String email, int attempt, Content content) {}

  /** What a mail says, and to whom. */
  public sealed interface Content {
    /** To somebody who subscribed, or is asked whether they want to. */
    record ToSubscriber(UUID subscriptionId, Notice notice) implements Content {}

    /** To somebody who comes on call. */
    record ToResponder(HandoffNotice notice) implements Content {}
  }

  /** Takes mails that are due. */
  public Uni<List<Claimed>> claim(int most, Duration lease, Instant now) {
    var parameters =
        Map.of("now", now.toString(), "until", now.plus(lease).toString(), "most", most);
    return database
        .transaction(session -> Database.texts(session, CLAIM, parameters))
        .map(rows -> Json.Rows.of(rows, Letters::claimed).logged());
  }

  /** Writes down what became of one. */
  public Uni<Void> finish(Claimed letter, Sending result, Backoff backoff, Instant now) {
    var parameters = new HashMap<String, Object>();
    parameters.put("id", letter.id().toString());
    parameters.put("attempt", letter.attempt());
    parameters.put("due", now.plus(backoff.after(letter.attempt())).toString());
    switch (result) {
      case Sending.Accepted _ -> state(parameters, "sent", "");
      case Sending.Refused refused -> state(parameters, "failed", refused.reason());
      case Sending.Unavailable later ->
          state(parameters, letter.attempt() < ATTEMPTS_MAX ? "waiting" : "failed", later.reason());
    }
    return database
        .transaction(session -> Database.run(session, FINISH, parameters))
        .replaceWithVoid();
  }

  /** Forgets addresses that were never confirmed, and what was written to them. */
  public Uni<Void> forget(Instant now) {
    return database.transaction(session -> Subscriptions.forget(session, now)).replaceWithVoid();
  }

  private static void state(Map<String, Object> parameters, String state, String problem) {
    parameters.put("state", state);
    parameters.put("problem", problem.replace('\0', '\ufffd'));
  }

  private static Claimed claimed(String json) {
    var row = Json.row(Row.class, json);
    return new Claimed(row.id(), row.email(), row.attempt(), row.content());
  }

  private record Row(
      UUID id, @Nullable UUID subscriptionId, String email, int attempt, JsonNode data) {
    Content content() {
      return subscriptionId == null
          ? new Content.ToResponder(Json.read(HandoffNotice.class, data))
          : new Content.ToSubscriber(subscriptionId, Json.read(Notice.class, data));
    }
  }
}
