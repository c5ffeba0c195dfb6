package io.taskcall.oncall.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.PageEvent;
import io.taskcall.oncall.domain.page.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What channels tell about pages after they have taken them. */
@ApplicationScoped
public class Receipts {
  /** What {@link Receipt} is read from. */
  static final String RETURNING =
      """
      and i.id = p.incident_id
      returning cast(jsonb_build_object('page', p.data, 'attempt', p.attempts, 'trace', i.trace)
        as text)
      """;

  private static final String DELIVERED =
      """
      update pages p set delivered_at = cast(cast(:now as text) as timestamptz)
      from incidents i
      where p.id = cast(cast(:id as text) as uuid) and p.delivered_at is null and p.attempts > 0
      """
          + RETURNING;

  private static final String LOST =
      """
      update pages p set state = 'failed', problem = cast(:problem as text),
        finished_at = cast(cast(:now as text) as timestamptz)
      from incidents i
      where p.id = cast(cast(:id as text) as uuid) and p.state = 'sent'
      """
          + RETURNING;

  private static final String ON_ITS_WAY =
      """
      select 'yes' from pages where id = cast(cast(:id as text) as uuid) and state = 'scheduled'
        and attempts > 0
      """;

  /** Of those that were sent there: the last one that can still be answered. */
  private static final String LAST_TO =
      """
      select cast(p.data as text) from pages p join incidents i on i.id = p.incident_id
      where p.lane = 'phone' and p.data->>'address' = :address and p.attempts > 0
        and (cast(:number as bigint) = 0 or i.number = cast(:number as bigint))
      order by i.status = 'resolved', p.due_at desc limit 1
      """;

  private final Database database;
  private final Writer writer;

  Receipts(Database database, Writer writer) {
    this.database = database;
    this.writer = writer;
  }

  /** The page reached its device. */
  public Uni<Void> delivered(Page page, Instant now) {
    var id = page.ref().pageId();
    var parameters = Map.of("id", id.toString(), "now", now.toString());
    return writer
        .<Integer>transaction(session ->
            held(session, page)
                .flatMap(_ -> Database.texts(session, DELIVERED, parameters))
                .map(rows -> {
                  var writing = new Writing();
                  receipt(rows)
                      .ifPresent(receipt ->
                          writing.say(
                              new PageEvent.Delivered(
                                  Ids.derive("page.delivered", id), now, receipt.page().ref()),
                              receipt.trace()));
                  return new Writer.Result<>(rows.size(), writing);
                }))
        .replaceWithVoid();
  }

  /**
   * The page will not reach its device; its person is asked by another method. False if it is not
   * written down yet that it was sent: say it again.
   */
  public Uni<Boolean> lost(Page page, String why, Instant now) {
    var id = page.ref().pageId();
    var parameters = Map.of("id", id.toString(), "now", now.toString(), "problem", why);
    return writer.transaction(session ->
        held(session, page)
            .flatMap(_ -> Database.texts(session, LOST, parameters))
            .flatMap(rows ->
                receipt(rows)
                    .map(receipt -> lost(session, receipt, why, now))
                    .orElseGet(() ->
                        Database.texts(session, ON_ITS_WAY, Map.of("id", id.toString()))
                            .map(waiting ->
                                new Writer.Result<>(waiting.isEmpty(), new Writing())))));
  }

  private static Uni<Writer.Result<Boolean>> lost(
      Mutiny.Session session, Receipt receipt, String why, Instant now) {
    var page = receipt.page();
    var failed =
        new PageEvent.Failed(
            Ids.derive("page.lost", page.ref().pageId(), receipt.attempt()),
            now,
            page.ref(),
            receipt.attempt(),
            why,
            null);
    var refused = Map.of(page.ref().incidentId(), List.of(page));
    return Refusals.answer(session, refused, Map.of(), now)
        .map(decided -> {
          var writing = new Writing();
          writing.say(failed, receipt.trace());
          return new Writer.Result<>(true, writing.add(decided));
        });
  }

  /**
   * The last page that went to a phone number, or the last one about an incident of that number.
   */
  public Uni<Optional<Page>> lastTo(String address, OptionalLong number) {
    var parameters = Map.of("address", address, "number", number.orElse(0));
    return database
        .transaction(session -> Database.texts(session, LAST_TO, parameters))
        .map(rows -> rows.stream().findFirst().map(row -> Json.read(Page.class, row)));
  }

  /** What is said of an incident is said in order. */
  private static Uni<Set<UUID>> held(Mutiny.Session session, Page page) {
    return new Ledger(session).hold(Set.of(page.ref().incidentId()));
  }

  private static Optional<Receipt> receipt(List<String> rows) {
    return rows.stream().findFirst().map(Receipt::of);
  }

  /** A page, how often it was tried, and the trace of its incident. */
  record Receipt(Page page, int attempt, TraceParent trace) {
    static Receipt of(String json) {
      var row = Json.row(Row.class, json);
      return new Receipt(
          Json.read(Page.class, row.page()), row.attempt(), new TraceParent(row.trace()));
    }

    private record Row(JsonNode page, int attempt, String trace) {}
  }
}
