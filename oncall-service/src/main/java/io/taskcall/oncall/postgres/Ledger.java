package io.taskcall.oncall.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.taskcall.codec.TraceParent;
import io.taskcall.oncall.domain.contact.Reach;
import io.taskcall.oncall.domain.escalation.Directory;
import io.taskcall.oncall.domain.escalation.Person;
import io.taskcall.oncall.domain.incident.Alert;
import io.taskcall.oncall.domain.incident.Incident;
import io.taskcall.oncall.domain.incident.Service;
import io.taskcall.oncall.domain.rotation.Window;
import io.taskcall.oncall.domain.routing.Routing;
import io.taskcall.oncall.domain.schedule.Changes;
import io.taskcall.oncall.domain.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** What a transaction needs to know before the rules can decide. */
final class Ledger {
  private static final String IDS =
      "(select cast(jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)) as uuid))";

  private static final String CLAIM =
      "insert into received (id) select * from "
          + IDS
          + " as ids on conflict do nothing returning cast(id as text)";

  /** In the order of their ids, so that two transactions never wait for each other. */
  private static final String IN_ORDER = " where id in " + IDS + " order by id for update";

  private static final String LOCK =
      "select cast(jsonb_build_object('id', id, 'trace', trace, 'version', version,"
          + " 'data', data) as text) from incidents"
          + IN_ORDER;
  private static final String LOCK_FREE = LOCK + " skip locked";
  private static final String HOLD = "select cast(id as text) from incidents" + IN_ORDER;

  private static final String IDENTIFIED =
      "select cast(jsonb_build_object('id', id, 'data', data) as text) from ";
  private static final String SERVICES = IDENTIFIED + "services where id in " + IDS;
  private static final String SCHEDULES = IDENTIFIED + "schedules where organization_id in " + IDS;
  private static final String ALERTS =
      "select cast(jsonb_build_object('id', id, 'incident_id', incident_id, 'data', data) as text)"
          + " from alerts where id in "
          + IDS;
  private static final String ROUTINGS =
      """
      select cast(jsonb_build_object('id', s.id, 'data', jsonb_build_object('rules', s.rules,
        'maintenances', coalesce((select jsonb_agg(m.data) from maintenances m
          where m.service_id = s.id), '[]'))) as text)
      from services s where s.id in
      """
          + IDS;
  private static final String PEOPLE =
      """
      select cast(jsonb_build_object('id', m.user_id, 'organization_id', m.organization_id,
        'name', m.name, 'email', m.email, 'data', r.data) as text)
      from members m left join reach r on r.user_id = m.user_id
      where not m.service_account and m.organization_id in
      """
          + IDS;

  /** How far from now it can be when the rules ask who is on call. */
  private static final Duration AROUND = Duration.ofDays(1);

  private final Mutiny.Session session;

  Ledger(Mutiny.Session session) {
    this.session = session;
  }

  /** Which of these events were not dealt with before; they are taken to be from here on. */
  Uni<Set<UUID>> claim(Collection<UUID> events) {
    return texts(CLAIM, events)
        .map(ids -> ids.stream().map(UUID::fromString).collect(Collectors.toSet()));
  }

  /** Those of these incidents that there are, locked until the transaction ends. */
  Uni<Map<UUID, Locked>> lock(Collection<UUID> incidents) {
    return locked(LOCK, incidents);
  }

  /** The same without those that somebody else has locked. */
  Uni<Map<UUID, Locked>> lockFree(Collection<UUID> incidents) {
    return locked(LOCK_FREE, incidents);
  }

  private Uni<Map<UUID, Locked>> locked(String sql, Collection<UUID> incidents) {
    return texts(sql, incidents)
        .map(
            rows -> byId(rows.stream().map(Locked::of).toList(), locked -> locked.incident().id()));
  }

  /** The same without those that cannot be read. */
  Uni<Map<UUID, Locked>> lockReadable(Collection<UUID> incidents) {
    return texts(LOCK, incidents)
        .map(rows -> byId(Json.Rows.of(rows, Locked::of).logged(), l -> l.incident().id()));
  }

  /** Locks incidents without looking at them, and says which there are. */
  Uni<Set<UUID>> hold(Collection<UUID> incidents) {
    return texts(HOLD, incidents)
        .map(ids -> ids.stream().map(UUID::fromString).collect(Collectors.toSet()));
  }

  /** An incident that nobody else can change until the transaction ends. */
  record Locked(Incident incident, TraceParent trace, long version) {
    private static Locked of(String json) {
      var row = Json.row(Row.class, json);
      return new Locked(
          Json.read(Incident.class, row.data()), new TraceParent(row.trace()), row.version());
    }

    private record Row(String trace, long version, JsonNode data) {}

    /** The same incident after a change. */
    Locked after(Incident next) {
      return new Locked(next, trace, version + 1);
    }
  }

  /** How these services treat the alerts that open their incidents. */
  Uni<Map<UUID, Routing>> routings(Collection<UUID> services) {
    return texts(ROUTINGS, services)
        .map(rows -> readable(rows, data -> Json.read(Routing.class, data)));
  }

  /** An alert, and the incident it belongs to. */
  record Attached(Alert alert, UUID incidentId) {}

  /** Those of these alerts that belong to an incident. */
  Uni<Map<UUID, Attached>> alerts(Collection<UUID> alerts) {
    return texts(ALERTS, alerts)
        .map(rows ->
            byId(
                rows.stream()
                    .map(row -> Json.row(AlertRow.class, row))
                    .map(row -> new Attached(Json.read(Alert.class, row.data()), row.incidentId()))
                    .toList(),
                attached -> attached.alert().id()));
  }

  private record AlertRow(UUID id, UUID incidentId, JsonNode data) {}

  Uni<Map<UUID, Service>> services(Collection<UUID> services) {
    return texts(SERVICES, services)
        .map(rows -> readable(rows, data -> Json.read(Service.class, data)));
  }

  /** Who there is, and who is on call now. */
  Uni<Directory> directory(Collection<UUID> organizations) {
    var now = Instant.now();
    return schedules(organizations, new Window(now.minus(AROUND), now.plus(AROUND)))
        .flatMap(
            schedules -> people(organizations).map(people -> new Directory(schedules, people)));
  }

  /** Of somebody whose wishes cannot be read, at least the account's mailbox is known. */
  Uni<Map<UUID, Person>> people(Collection<UUID> organizations) {
    return texts(PEOPLE, organizations)
        .map(rows -> {
          var wishes =
              readable(rows, data -> data.isNull() ? Reach.NOTHING : Json.read(Reach.class, data));
          var people = rows.stream().map(row -> Json.row(PersonRow.class, row)).toList();
          return byId(
              people.stream()
                  .map(row -> row.person(wishes.getOrDefault(row.id(), Reach.NOTHING)))
                  .toList(),
              Person::id);
        });
  }

  private record PersonRow(UUID id, UUID organizationId, String name, String email) {
    Person person(Reach wishes) {
      return new Person(id, organizationId, name, email, wishes.withAccount(id, email));
    }
  }

  /** Schedules with what was changed about them for some time in {@code about}. */
  Uni<Map<UUID, Schedule>> schedules(Collection<UUID> organizations, Window about) {
    return texts(SCHEDULES, organizations)
        .flatMap(rows ->
            ScheduleChanges.of(session, organizations, about)
                .map(changes -> readable(rows, data -> schedule(data, changes))));
  }

  private static Schedule schedule(JsonNode data, Map<UUID, Changes> changes) {
    var schedule = Json.read(StoredSchedule.class, data).schedule();
    var later = changes.getOrDefault(schedule.id(), Changes.NONE);
    return schedule.with(schedule.changes().and(later));
  }

  /** One that cannot be read is as good as none, so that it harms only those who need it. */
  private static <T> Map<UUID, T> readable(List<String> rows, Function<JsonNode, T> read) {
    return Json.Rows.of(
            rows,
            json -> {
              var row = Json.row(Identified.class, json);
              return Map.entry(row.id(), read.apply(row.data()));
            })
        .logged()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private record Identified(UUID id, JsonNode data) {}

  private Uni<List<String>> texts(String sql, Collection<UUID> ids) {
    return ids.isEmpty()
        ? Uni.createFrom().item(List.of())
        : Database.texts(session, sql, Map.of("ids", Json.rows(Set.copyOf(ids))));
  }

  private static <T> Map<UUID, T> byId(List<T> values, Function<T, UUID> id) {
    var byId = new HashMap<UUID, T>();
    values.forEach(value -> byId.put(id.apply(value), value));
    return byId;
  }
}
