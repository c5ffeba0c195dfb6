package io.taskcall.oncall.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.page.Page;
import io.taskcall.oncall.domain.page.PagesWaiting;
import io.taskcall.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes state, pages, timeline and outgoing events in the caller's transaction. */
@ApplicationScoped
class Writer {
  private static final String INCIDENTS =
      """
      insert into incidents
        (id, organization_id, number, service_id, status, opened_at, wake_at, trace, likeness,
          over_at, felt, data)
      select id, organization_id, number, service_id, status, opened_at, wake_at, trace, likeness,
        over_at, felt, data
      from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r (id uuid,
        organization_id uuid, number bigint, service_id uuid, status text, opened_at timestamptz,
        wake_at timestamptz, trace text, likeness text, over_at timestamptz, felt boolean,
        data jsonb)
      on conflict (id) do update
      set likeness = excluded.likeness, status = excluded.status, wake_at = excluded.wake_at,
        over_at = excluded.over_at, felt = excluded.felt, data = excluded.data, problem = null,
        version = incidents.version + 1
      """;

  private static final String ALERTS =
      """
      insert into alerts (id, incident_id, data)
      select id, incident_id, data
      from jsonb_to_recordset(cast(cast(:rows as text) as jsonb))
        as r (id uuid, incident_id uuid, data jsonb)
      on conflict (id) do update set data = excluded.data
      """;

  private static final String MOVED =
      """
      update alerts a set incident_id = r.incident_id
      from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r (id uuid, incident_id uuid)
      where a.id = r.id
      """;

  private static final String GROUPS =
      """
      update alert_groups g set incident_id = r.incident_id
      from jsonb_to_recordset(cast(cast(:rows as text) as jsonb))
        as r (service_id uuid, name text, incident_id uuid)
      where g.service_id = r.service_id and g.name = r.name
      """;

  /** One that is there already may be wanted sooner; otherwise saying it again changes nothing. */
  private static final String PAGES =
      """
      insert into pages (id, incident_id, organization_id, lane, state, due_at, deadline,
        finished_at, problem, data)
      select id, incident_id, organization_id, lower(lane), state, due_at, deadline, finished_at,
        problem, data
      from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r (id uuid, incident_id uuid,
        organization_id uuid, lane text, state text, due_at timestamptz, deadline timestamptz,
        finished_at timestamptz, problem text, data jsonb)
      on conflict (id) do update
      set due_at = excluded.due_at, deadline = excluded.deadline, data = excluded.data
      where pages.state = 'scheduled' and excluded.state = 'scheduled' and pages.attempts = 0
        and not pages.cancelled and excluded.due_at < pages.due_at
      """;

  private static final String TIMELINE =
      """
      insert into timeline (id, incident_id, at, type, actor, text)
      select id, incident_id, at, type, actor, text
      from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r (id uuid,
        incident_id uuid, at timestamptz, type text, actor jsonb, text text)
      on conflict (id) do nothing
      """;

  /** Those being sent at this moment cannot be called back; they are not tried again. */
  private static final String CANCEL =
      """
      update pages set cancelled = true,
        state = case when lease_until is null then 'suppressed' else state end,
        finished_at = case when lease_until is null then now() end,
        problem = case when lease_until is null then cast(:problem as text) end
      where state = 'scheduled' and not cancelled and incident_id in
        (select cast(jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)) as uuid))
      returning case when state = 'suppressed' then cast(data as text) else '' end
      """;

  private final Database database;
  private final Outbox outbox;
  private final Event<PagesWaiting> pagesWaiting;

  Writer(Database database, Outbox outbox, Event<PagesWaiting> pagesWaiting) {
    this.database = database;
    this.outbox = outbox;
    this.pagesWaiting = pagesWaiting;
  }

  /** What a transaction found out, and what it is to write. */
  record Result<T>(T answer, Writing writing) {}

  /** Runs {@code work} and writes what it wants written, in one transaction. */
  <T> Uni<T> transaction(Function<Mutiny.Session, Uni<Result<T>>> work) {
    return database
        .transaction(session ->
            work.apply(session)
                .flatMap(result -> write(session, result.writing()).replaceWith(result)))
        .invoke(result -> committed(result.writing()))
        .map(Result::answer);
  }

  private Uni<Void> write(Mutiny.Session session, Writing writing) {
    return rows(session, INCIDENTS, writing.incidents())
        .flatMap(_ -> rows(session, ALERTS, writing.alerts()))
        .flatMap(_ -> rows(session, MOVED, writing.moved()))
        .flatMap(_ -> rows(session, GROUPS, writing.groups()))
        .flatMap(_ -> cancel(session, writing))
        .flatMap(_ -> rows(session, PAGES, writing.pages()))
        .flatMap(_ -> rows(session, TIMELINE, writing.timeline()))
        .flatMap(_ -> outbox.append(session, writing.events()));
  }

  private void committed(Writing writing) {
    if (!writing.events().isEmpty()) {
      outbox.nudge();
    }
    var lanes = writing.lanes();
    if (!lanes.isEmpty()) {
      pagesWaiting.fire(new PagesWaiting(lanes));
    }
  }

  private static Uni<Void> cancel(Mutiny.Session session, Writing writing) {
    if (writing.cancelled().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var parameters =
        Map.of("ids", Json.rows(writing.cancelled().keySet()), "problem", Writing.NOT_NEEDED);
    return Database.texts(session, CANCEL, parameters)
        .invoke(suppressed -> {
          for (var data : suppressed) {
            if (!data.isEmpty()) {
              var page = Json.read(Page.class, data).ref();
              var decided = writing.cancelled().get(page.incidentId());
              if (decided != null) {
                writing.suppress(page, decided);
              }
            }
          }
        })
        .replaceWithVoid();
  }

  private static Uni<Void> rows(Mutiny.Session session, String sql, List<?> rows) {
    return rows.isEmpty()
        ? Uni.createFrom().voidItem()
        : Database.run(session, sql, Map.of("rows", Json.rows(new ArrayList<>(rows))))
            .replaceWithVoid();
  }
}
