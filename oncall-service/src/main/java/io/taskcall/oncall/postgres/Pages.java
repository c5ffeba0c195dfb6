package io.taskcall.oncall.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.PageEvent;
import io.taskcall.oncall.domain.incident.Incident;
import io.taskcall.oncall.domain.page.Backoff;
import io.taskcall.oncall.domain.page.Page;
import io.taskcall.oncall.domain.page.Sending;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The pages that are to be sent, and what became of them. */
@ApplicationScoped
public class Pages {
  private static final String CLAIM =
      """
      with due as (
        select id from pages
        where state = 'scheduled' and not cancelled
          and due_at <= cast(cast(:now as text) as timestamptz)
          and (lease_until is null or lease_until <= cast(cast(:now as text) as timestamptz))
        order by due_at limit :most for update skip locked),
      leased as (
        update pages p set attempts = p.attempts + 1, lease_owner = cast(:owner as text),
          lease_until = cast(cast(:until as text) as timestamptz)
        from due where p.id = due.id returning p.data, p.attempts, p.incident_id)
      select cast(jsonb_build_object('page', leased.data, 'attempt', leased.attempts,
        'incident', i.data, 'trace', i.trace) as text)
      from leased join incidents i on i.id = leased.incident_id
      """;

  /** Whoever called a page off meanwhile has the last word, unless it was sent. */
  private static final String FINISH =
      """
      update pages p set lease_owner = null, lease_until = null, message_id = r.message_id,
        problem = r.problem, due_at = coalesce(r.retry_at, p.due_at),
        deadline = coalesce(r.deadline, p.deadline),
        state = case when r.state = 'scheduled' and p.cancelled then 'suppressed'
          else r.state end,
        finished_at = case when r.state = 'scheduled' and not p.cancelled then null
          else cast(cast(:now as text) as timestamptz) end
      from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r (id uuid, state text,
        message_id text, problem text, retry_at timestamptz, deadline timestamptz, attempt int)
      where p.id = r.id and p.state = 'scheduled' and p.attempts = r.attempt
      returning cast(jsonb_build_object('id', p.id, 'state', p.state) as text)
      """;

  /** An incident whose page cannot reach its person asks the next level at once. */
  private static final String HURRY =
      """
      update incidents set wake_at = cast(cast(:now as text) as timestamptz),
        data = jsonb_set(data, '{escalateAt}', to_jsonb(cast(:now as text)))
      where status = 'open' and wake_at is not null and id in
        (select cast(jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)) as uuid))
      """;

  private static final String RELEASE =
      "update pages set lease_owner = null, lease_until = null"
          + " where state = 'scheduled' and lease_owner = :owner";

  private final Database database;
  private final Writer writer;

  Pages(Database database, Writer writer) {
    this.database = database;
    this.writer = writer;
  }

  /** A page that nobody else sends until its lease ends. */
  public record Claimed(Page page, int attempt, Incident incident, TraceParent trace) {}

  /** A claimed page, and what came of sending it. */
  public record Tried(Claimed claimed, Sending result) {}

  /** Takes pages that are due, for {@code lease}. */
  public Uni<List<Claimed>> claim(String owner, Instant now, Duration lease, int most) {
    var parameters =
        Map.of(
            "owner",
            owner,
            "now",
            now.toString(),
            "until",
            now.plus(lease).toString(),
            "most",
            most);
    return database
        .transaction(session -> Database.texts(session, CLAIM, parameters))
        .map(rows -> rows.stream().map(Pages::claimed).toList());
  }

  /** Gives back what an owner of this name had claimed before it died. */
  public Uni<Integer> release(String owner) {
    return database.transaction(session -> Database.run(session, RELEASE, Map.of("owner", owner)));
  }

  /** Writes down what became of pages, and says so. */
  public Uni<Void> finish(List<Tried> tried, Backoff backoff, Instant now) {
    var rows = tried.stream().map(one -> row(one, backoff, now)).toList();
    var parameters = Map.of("rows", Json.rows(rows), "now", now.toString());
    return writer
        .transaction(session ->
            new Ledger(session)
                .lock(incidents(tried))
                .flatMap(_ -> Database.texts(session, FINISH, parameters))
                .map(texts -> texts.stream().map(t -> Json.row(Finished.class, t)).toList())
                .flatMap(finished ->
                    hurry(session, tried, now)
                        .replaceWith(
                            new Writer.Result<>(
                                finished.size(), writing(tried, finished, backoff, now)))))
        .replaceWithVoid();
  }

  private static Uni<Integer> hurry(Mutiny.Session session, List<Tried> tried, Instant now) {
    var stuck =
        tried.stream()
            .filter(one -> one.result() instanceof Sending.Refused)
            .map(one -> one.claimed().incident().id())
            .collect(Collectors.toSet());
    return stuck.isEmpty()
        ? Uni.createFrom().item(0)
        : Database.run(session, HURRY, Map.of("ids", Json.rows(stuck), "now", now.toString()));
  }

  private static Writing writing(
      List<Tried> tried, List<Finished> finished, Backoff backoff, Instant now) {
    var states = finished.stream().collect(Collectors.toMap(Finished::id, Finished::state));
    var writing = new Writing();
    for (var one : tried) {
      var claimed = one.claimed();
      var state = states.get(claimed.page().ref().pageId());
      if (state != null) {
        writing.say(
            state.equals("suppressed") ? suppressed(claimed, now) : event(one, backoff, now),
            claimed.trace());
      }
    }
    return writing;
  }

  private static PageEvent suppressed(Claimed claimed, Instant now) {
    var ref = claimed.page().ref();
    return new PageEvent.Suppressed(
        Ids.derive("page.suppressed", ref.pageId()), now, ref, Writing.NOT_NEEDED);
  }

  private static PageEvent event(Tried tried, Backoff backoff, Instant now) {
    var ref = tried.claimed().page().ref();
    int attempt = tried.claimed().attempt();
    return switch (tried.result()) {
      case Sending.Accepted accepted ->
          new PageEvent.Sent(
              Ids.derive("page.sent", ref.pageId()), now, ref, attempt, accepted.messageId());
      case Sending.Refused refused ->
          new PageEvent.Failed(failure(ref, attempt), now, ref, attempt, refused.reason(), null);
      case Sending.Unavailable unavailable ->
          new PageEvent.Failed(
              failure(ref, attempt),
              now,
              ref,
              attempt,
              unavailable.reason(),
              now.plus(backoff.after(attempt)));
    };
  }

  private static UUID failure(PageEvent.PageRef ref, int attempt) {
    return Ids.derive("page.failed", ref.pageId(), attempt);
  }

  private static Row row(Tried tried, Backoff backoff, Instant now) {
    var id = tried.claimed().page().ref().pageId();
    int attempt = tried.claimed().attempt();
    return switch (tried.result()) {
      case Sending.Accepted accepted ->
          new Row(id, "sent", accepted.messageId(), null, null, null, attempt);
      case Sending.Refused refused ->
          new Row(id, "failed", null, refused.reason(), null, null, attempt);
      case Sending.Unavailable unavailable -> {
        var retryAt = now.plus(backoff.after(attempt));
        yield new Row(
            id,
            "scheduled",
            null,
            unavailable.reason(),
            retryAt,
            retryAt.plus(Page.PATIENCE),
            attempt);
      }
    };
  }

  private static Set<UUID> incidents(List<Tried> tried) {
    return tried.stream().map(one -> one.claimed().incident().id()).collect(Collectors.toSet());
  }

  private static Claimed claimed(String json) {
    var row = Json.row(ClaimedRow.class, json);
    return new Claimed(
        Json.read(Page.class, row.page()),
        row.attempt(),
        Json.read(Incident.class, row.incident()),
        new TraceParent(row.trace()));
  }

  private record ClaimedRow(JsonNode page, int attempt, JsonNode incident, String trace) {}

  private record Finished(UUID id, String state) {}

  private record Row(
      UUID id,
      String state,
      @Nullable String messageId,
      @Nullable String problem,
      @Nullable Instant retryAt,
      @Nullable Instant deadline,
      int attempt) {}
}
