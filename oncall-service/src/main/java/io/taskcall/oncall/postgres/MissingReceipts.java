package io.taskcall.oncall.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.PageEvent;
import io.taskcall.oncall.domain.page.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Pages that a vendor took and has sent no receipt of. */
@ApplicationScoped
public class MissingReceipts {
  private static final String MISSING =
      """
      select cast(p.incident_id as text) from pages p join incidents i on i.id = p.incident_id
      where p.lane = 'phone' and p.state = 'sent' and p.delivered_at is null and p.vendor = 1
        and p.finished_at < cast(cast(:late as text) as timestamptz)
        and p.finished_at > cast(cast(:old as text) as timestamptz) and i.status = 'open'
      limit 500
      """;

  private static final String HAND_OVER =
      """
      update pages p set state = 'scheduled', vendor = 2, finished_at = null,
        problem = cast(:problem as text), reported = false,
        due_at = cast(cast(:now as text) as timestamptz),
        deadline = cast(cast(:deadline as text) as timestamptz)
      from incidents i
      where p.lane = 'phone' and p.state = 'sent' and p.delivered_at is null and p.vendor = 1
        and not p.cancelled and i.status = 'open'
        and p.finished_at < cast(cast(:late as text) as timestamptz)
        and p.incident_id in
          (select cast(jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)) as uuid))
      """
          + Receipts.RETURNING;

  /** Nobody waits for receipts of pages that are older. */
  private static final Duration OLD = Duration.ofHours(1);

  private final Database database;
  private final Writer writer;

  MissingReceipts(Database database, Writer writer) {
    this.database = database;
    this.writer = writer;
  }

  /**
   * Hands pages over to the second vendor of which the first has sent no receipt in time, while
   * nobody has answered; says how many.
   */
  public Uni<Integer> handOver(Duration within, Instant now) {
    var late = now.minus(within).toString();
    var looked = Map.of("late", late, "old", now.minus(OLD).toString());
    return database
        .transaction(session -> Database.texts(session, MISSING, looked))
        .flatMap(incidents ->
            incidents.isEmpty()
                ? Uni.createFrom().item(0)
                : handOver(
                    incidents.stream().map(UUID::fromString).collect(Collectors.toSet()),
                    late,
                    "no receipt within " + within.toSeconds() + " s; another vendor is asked",
                    now));
  }

  private Uni<Integer> handOver(Set<UUID> incidents, String late, String why, Instant now) {
    return writer.transaction(session ->
        new Ledger(session)
            .hold(incidents)
            .flatMap(_ ->
                Database.texts(
                    session,
                    HAND_OVER,
                    Map.of(
                        "ids", Json.rows(incidents),
                        "late", late,
                        "problem", why,
                        "now", now.toString(),
                        "deadline", now.plus(Page.PATIENCE).toString())))
            .map(rows -> {
              var writing = new Writing();
              for (var receipt : rows.stream().map(Receipts.Receipt::of).toList()) {
                var ref = receipt.page().ref();
                var id = Ids.derive("page.handed_over", ref.pageId());
                writing.say(
                    new PageEvent.Failed(id, now, ref, receipt.attempt(), why, now),
                    receipt.trace());
              }
              return new Writer.Result<>(rows.size(), writing);
            }));
  }
}
