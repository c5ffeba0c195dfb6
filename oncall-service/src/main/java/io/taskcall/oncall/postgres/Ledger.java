package io.taskcall.oncall.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.taskcall.codec.TraceParent;
import io.taskcall.oncall.domain.escalation.Directory;
import io.taskcall.oncall.domain.escalation.Person;
import io.taskcall.oncall.domain.incident.Incident;
import io.taskcall.oncall.domain.incident.Service;
import io.taskcall.oncall.domain.schedule.Schedule;
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
  private static final String LOCK =
      "select cast(jsonb_build_object('trace', trace, 'data', data) as text) from incidents"
          + " where id in "
          + IDS
          + " order by id for update";

  private static final String SERVICES =
      "select cast(data as text) from services where id in " + IDS;
  private static final String SCHEDULES =
      "select cast(data as text) from schedules where organization_id in " + IDS;
  private static final String PEOPLE =
      """
      select cast(jsonb_build_object('id', user_id, 'organization_id', organization_id,
        'name', name, 'email', email) as text)
      from members where organization_id in
      """
          + IDS;

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
    return texts(LOCK, incidents)
        .map(
            rows -> byId(rows.stream().map(Locked::of).toList(), locked -> locked.incident().id()));
  }

  /** An incident that nobody else can change until the transaction ends. */
  record Locked(Incident incident, TraceParent trace) {
    private static Locked of(String json) {
      var row = Json.row(Row.class, json);
      return new Locked(Json.read(Incident.class, row.data()), new TraceParent(row.trace()));
    }

    private record Row(String trace, JsonNode data) {}
  }

  Uni<Map<UUID, Service>> services(Collection<UUID> services) {
    return texts(SERVICES, services)
        .map(rows ->
            byId(rows.stream().map(row -> Json.read(Service.class, row)).toList(), Service::id));
  }

  Uni<Directory> directory(Collection<UUID> organizations) {
    return texts(SCHEDULES, organizations)
        .flatMap(schedules ->
            texts(PEOPLE, organizations)
                .map(people ->
                    new Directory(
                        byId(
                            schedules.stream()
                                .map(row -> Json.read(StoredSchedule.class, row).schedule())
                                .toList(),
                            Schedule::id),
                        byId(
                            people.stream().map(row -> Json.row(Person.class, row)).toList(),
                            Person::id))));
  }

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
