package io.taskcall.oncall.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.taskcall.codec.TraceParent;
import io.taskcall.oncall.domain.page.Backoff;
import io.taskcall.oncall.domain.page.Bundling;
import io.taskcall.oncall.domain.page.Lane;
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
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** The pages that are to be sent, and what became of them. */
@ApplicationScoped
public class Pages {
  private static final Logger LOG = Logger.getLogger(Pages.class);

  /** Which part of what is taken may be what was tried before. */
  private static final int AGAIN_PART = 4;

  /** How long one that cannot be read is left alone. */
  private static final Duration SET_ASIDE = Duration.ofMinutes(1);

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
        message_id text, problem text, retry_at timestamptz, deadline timestamptz, attempt int),
        incidents i
      where p.id = r.id and i.id = p.incident_id and p.state = 'scheduled'
        and (p.attempts = r.attempt or r.state = 'sent')
      returning cast(jsonb_build_object('id', p.id, 'state', p.state, 'page', p.data,
        'trace', i.trace) as text)
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
   * @param most how many bundles at most
   * @param mine bundles that the owner still has in hand: they are none of these
   * @param othersToo also those of senders whose lease has ended
   */
  public record Claim(
      String owner,
      Lane lane,
      Duration lease,
      int most,
      Set<UUID> mine,
      boolean othersToo,
      Bundling bundling) {
    public Claim {
      mine = Set.copyOf(mine);
    }
  }

  /**
   * Pages that nobody else sends until their lease ends.
   *
   * @param full there may be more
   */
  public record Claimed(List<Bundle> bundles, boolean full) {}

  /** A claimed page, and what came of sending it. */
  public record Tried(UUID bundle, Bundle.Member page, Sending result) {
    /** Which page. */
    public UUID id() {
      return page.id();
    }
  }

  /** Takes pages that are due, each with those that make one message with it. */
  public Uni<Claimed> claim(Claim claim, Instant now) {
    int before = Math.max(1, claim.most() / AGAIN_PART);
    return database.transaction(session -> {
      var claims = new Claims(session, claim, now);
      return claims
          .again(before)
          .flatMap(again -> {
            int left = Math.max(1, claim.most() - Bundle.of(again.rows()).readable().size());
            return claims.fresh(left).flatMap(fresh -> claimed(session, again, fresh, now));
          });
    });
  }

  private static Uni<Claimed> claimed(
      Mutiny.Session session, Claims.Taken again, Claims.Taken fresh, Instant now) {
    var read = Bundle.of(Stream.concat(again.rows().stream(), fresh.rows().stream()).toList());
    boolean full = again.full() || fresh.full();
    return putOff(session, read.unreadable(), now)
        .flatMap(_ -> affecting(session, read.readable()))
        .map(bundles -> new Claimed(bundles, full));
  }

  private static Uni<List<Bundle>> affecting(Mutiny.Session session, List<Bundle> bundles) {
    if (bundles.isEmpty()) {
      return Uni.createFrom().item(bundles);
    }
    var organizations =
        bundles.stream()
            .map(bundle -> bundle.first().ref().organizationId())
            .collect(Collectors.toSet());
    return ServiceGraphs.load(session, organizations)
        .map(graph -> bundles.stream().map(bundle -> bundle.in(graph)).toList());
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
                .hold(tried.stream().map(one -> one.page().incidentId()).toList())
                .flatMap(_ -> Database.texts(session, FINISH, parameters))
                .map(rows -> Json.Rows.of(rows, Finished::of).logged())
                .flatMap(finished ->
                    Refusals.answer(
                            session, outcomes.refused(finished), outcomes.failing(finished), now)
                        .map(decided ->
                            new Writer.Result<>(
                                finished.size(), outcomes.writing(finished).add(decided)))))
        .replaceWithVoid();
  }

  /** A page that was written down, and how it stands now. */
  record Finished(UUID id, String state, Page page, TraceParent trace) {
    static Finished of(String json) {
      var row = Json.row(Row.class, json);
      return new Finished(
          row.id(), row.state(), Json.read(Page.class, row.page()), new TraceParent(row.trace()));
    }

    private record Row(UUID id, String state, JsonNode page, String trace) {}
  }

  private record Problem(UUID id, String problem) {}
}
