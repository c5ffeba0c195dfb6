package io.taskcall.oncall.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.taskcall.codec.TraceParent;
import io.taskcall.oncall.domain.impact.Graph;
import io.taskcall.oncall.domain.impact.Node;
import io.taskcall.oncall.domain.incident.Incident;
import io.taskcall.oncall.domain.page.Backoff;
import io.taskcall.oncall.domain.page.Lane;
import io.taskcall.oncall.domain.page.Page;
import io.taskcall.oncall.domain.page.Sending;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** The pages that are to be sent, and what became of them. */
@ApplicationScoped
public class Pages {
  private static final Logger LOG = Logger.getLogger(Pages.class);

  /** How long one that cannot be read is left alone. */
  private static final Duration SET_ASIDE = Duration.ofMinutes(1);

  private static final String CLAIM =
      """
      with due as (
        select id from pages
        where lane = :lane and state = 'scheduled' and not cancelled
          and due_at <= cast(cast(:now as text) as timestamptz)
          and (lease_until is null or lease_until <= cast(cast(:expired as text) as timestamptz))
          and id not in
            (select cast(jsonb_array_elements_text(cast(cast(:mine as text) as jsonb)) as uuid))
        order by due_at limit :most for update skip locked),
      leased as (
        update pages p set attempts = p.attempts + 1, lease_owner = cast(:owner as text),
          lease_until = cast(cast(:until as text) as timestamptz)
        from due where p.id = due.id
        returning p.id, p.data, p.attempts, p.vendor, p.incident_id)
      select cast(jsonb_build_object('id', leased.id, 'page', leased.data,
        'attempt', leased.attempts, 'vendor', leased.vendor, 'incident', i.data,
        'trace', i.trace) as text)
      from leased join incidents i on i.id = leased.incident_id
      """;

  private static final String PUT_OFF =
      """
      update pages p set lease_owner = null, lease_until = null, problem = r.problem,
        due_at = cast(cast(:due as text) as timestamptz)
      from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r (id uuid, problem text)
      where p.id = r.id and p.state = 'scheduled'
      """;

  /**
   * Whoever called a page off meanwhile has the last word, unless it was sent. One that was sent
   * was sent, whoever may have claimed it since.
   */
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
      where p.id = r.id and p.state = 'scheduled'
        and (p.attempts = r.attempt or r.state = 'sent')
      returning cast(jsonb_build_object('id', p.id, 'state', p.state) as text)
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

  /**
   * Who wants pages to send, and which.
   *
   * @param lane which of those that are due
   * @param lease how long nobody else sends them
   * @param most how many at most
   * @param mine those that the owner still has in hand: they are none of these
   * @param othersToo also those of senders whose lease has ended
   */
  public record Claim(
      String owner, Lane lane, Duration lease, int most, Set<UUID> mine, boolean othersToo) {
    public Claim {
      mine = Set.copyOf(mine);
    }
  }

  /**
   * A page that nobody else sends until its lease ends.
   *
   * @param vendor which of the vendors of its channel is to send it, from 1
   * @param affected names of the business services that feel it
   */
  public record Claimed(
      Page page,
      int attempt,
      int vendor,
      Incident incident,
      List<String> affected,
      TraceParent trace) {
    private Claimed in(Graph graph) {
      var reached = graph.affectedBy(incident.about().service().id());
      return new Claimed(
          page, attempt, vendor, incident, reached.stream().map(Node::name).toList(), trace);
    }

    /** Which page. */
    public UUID id() {
      return page.ref().pageId();
    }
  }

  /** A claimed page, and what came of sending it. */
  public record Tried(Claimed claimed, Sending result) {
    /** Which page. */
    public UUID id() {
      return claimed.id();
    }
  }

  /** Takes pages that are due. */
  public Uni<List<Claimed>> claim(Claim claim, Instant now) {
    var parameters =
        Map.of(
            "owner",
            claim.owner(),
            "lane",
            claim.lane().name().toLowerCase(Locale.ROOT),
            "now",
            now.toString(),
            "until",
            now.plus(claim.lease()).toString(),
            "expired",
            claim.othersToo() ? now.toString() : "-infinity",
            "mine",
            Json.rows(claim.mine()),
            "most",
            claim.most());
    return database.transaction(session ->
        Database.texts(session, CLAIM, parameters)
            .map(rows -> Json.Rows.of(rows, Pages::claimed))
            .flatMap(read ->
                putOff(session, read.unreadable(), now)
                    .flatMap(_ -> affecting(session, read.readable()))));
  }

  private static Uni<List<Claimed>> affecting(Mutiny.Session session, List<Claimed> claimed) {
    if (claimed.isEmpty()) {
      return Uni.createFrom().item(claimed);
    }
    var organizations =
        claimed.stream().map(one -> one.page().ref().organizationId()).collect(Collectors.toSet());
    return ServiceGraphs.load(session, organizations)
        .map(graph -> claimed.stream().map(one -> one.in(graph)).toList());
  }

  /** The auditor reports them, since they are late then. */
  private static Uni<Integer> putOff(
      Mutiny.Session session, Map<UUID, String> unreadable, Instant now) {
    if (unreadable.isEmpty()) {
      return Uni.createFrom().item(0);
    }
    unreadable.forEach((id, why) -> LOG.errorf("page %s cannot be read, and waits: %s", id, why));
    var rows =
        unreadable.entrySet().stream().map(e -> new Problem(e.getKey(), e.getValue())).toList();
    var parameters = Map.of("rows", Json.rows(rows), "due", now.plus(SET_ASIDE).toString());
    return Database.run(session, PUT_OFF, parameters);
  }

  /** Gives back what an owner of this name had claimed before it died. */
  public Uni<Integer> release(String owner) {
    return database.transaction(session -> Database.run(session, RELEASE, Map.of("owner", owner)));
  }

  /** Writes down what became of pages, and says so; asks others where it reached nobody. */
  public Uni<Void> finish(List<Tried> tried, Backoff backoff, Instant now) {
    var outcomes = new PageOutcomes(tried, backoff, now);
    var parameters = Map.of("rows", Json.rows(outcomes.rows()), "now", now.toString());
    return writer
        .<Integer>transaction(session ->
            new Ledger(session)
                .hold(tried.stream().map(PageOutcomes::incidentOf).collect(Collectors.toSet()))
                .flatMap(_ -> Database.texts(session, FINISH, parameters))
                .map(texts -> texts.stream().map(t -> Json.row(Finished.class, t)).toList())
                .flatMap(finished ->
                    Refusals.answer(
                            session, outcomes.refused(finished), outcomes.failing(finished), now)
                        .map(decided ->
                            new Writer.Result<>(
                                finished.size(), outcomes.writing(finished).add(decided)))))
        .replaceWithVoid();
  }

  private static Claimed claimed(String json) {
    var row = Json.row(ClaimedRow.class, json);
    return new Claimed(
        Json.read(Page.class, row.page()),
        row.attempt(),
        row.vendor(),
        Json.read(Incident.class, row.incident()),
        List.of(),
        new TraceParent(row.trace()));
  }

  /** A page that was written down, and how it stands now. */
  record Finished(UUID id, String state) {}

  private record ClaimedRow(
      JsonNode page, int attempt, int vendor, JsonNode incident, String trace) {}

  private record Problem(UUID id, String problem) {}
}
