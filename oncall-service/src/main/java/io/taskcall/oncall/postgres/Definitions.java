package io.taskcall.oncall.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.ServiceEvent;
import io.taskcall.oncall.domain.schedule.Schedule;
import io.taskcall.oncall.postgres.Catalog.Described;
import io.taskcall.oncall.worker.Workers;
import io.taskcall.outbox.Outgoing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What people wrote down about how they are on call, and what follows from it. */
@ApplicationScoped
public class Definitions {
  private static final String ALL =
      """
      select cast(jsonb_build_object('kind', kind, 'key', key, 'id', id, 'version', version,
        'data', data, 'setup', setup) as text)
      from definitions where organization_id = cast(cast(:organization as text) as uuid)
      order by kind, key
      """;

  private static final String PEOPLE =
      """
      select cast(jsonb_build_object('id', user_id, 'email', email) as text) from members
      where not service_account and organization_id = cast(cast(:organization as text) as uuid)
      """;

  /** One after the other, since each has to agree with all the others. */
  private static final String IN_TURN =
      "select 'mine' from pg_advisory_xact_lock(hashtextextended(:organization, 1))";

  private static final String SAVE =
      """
      insert into definitions (organization_id, kind, key, id, version, data, setup)
      select cast(cast(:organization as text) as uuid), kind, key, id, version, data, setup
      from jsonb_to_recordset(cast(cast(:rows as text) as jsonb))
        as r (kind text, key text, id uuid, version bigint, data text, setup text)
      on conflict (organization_id, kind, key) do update set version = excluded.version,
        data = excluded.data, setup = excluded.setup
      """;

  private static final String THOSE =
      "(select cast(jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)) as uuid))";

  private final Database database;
  private final Writer writer;
  private final Workers workers;

  Definitions(Database database, Writer writer, Workers workers) {
    this.database = database;
    this.writer = writer;
    this.workers = workers;
  }

  /** What is written down. */
  public enum Kind {
    SCHEDULE,
    TEAM,
    POLICY,
    SERVICE,
    DASHBOARD,
    HEARTBEAT;

    /** What it is called, to people and in a row. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The id of what has this key: the same key, the same thing. */
    public UUID id(UUID organizationId, String key) {
      return Ids.derive(word(), organizationId, key);
    }
  }

  /**
   * Something that is written down.
   *
   * @param version counts its changes
   * @param data as it was written, without its key
   * @param setup what the setup file said of it when it was last looked at; absent if it is not in
   *     it
   */
  public record Definition(
      Kind kind, String key, UUID id, long version, JsonNode data, @Nullable JsonNode setup) {
    /** The same, as the setup file says it. */
    public Definition saidBySetup(JsonNode said) {
      return new Definition(kind, key, id, version, data, said);
    }
  }

  /**
   * All that an organization has written down.
   *
   * @param people its people's ids, by their addresses in small letters
   */
  public record Known(List<Definition> all, Map<String, UUID> people) {}

  /**
   * What is to be another.
   *
   * @param schedules those that follow, as they now are
   * @param services those that follow, as they now are
   * @param anew what was written anew and nothing else hangs on
   */
  public record Change<T>(
      T answer,
      List<Definition> saved,
      List<Definition> removed,
      List<Schedule> schedules,
      List<Described> services,
      Anew anew) {
    /** Nothing is to be another. */
    public static <T> Change<T> none(T answer) {
      return new Change<>(answer, List.of(), List.of(), List.of(), List.of(), Anew.NOTHING);
    }
  }

  /** What an organization has written down. */
  public Uni<Known> known(UUID organizationId) {
    return database.transaction(session -> known(session, organizationId));
  }

  /** Lets {@code work} decide upon what there is; nobody else changes it meanwhile. */
  public <T> Uni<T> change(UUID organizationId, Function<Known, Change<T>> work, Instant now) {
    return writer.transaction(session ->
        Database.texts(session, IN_TURN, Map.of("organization", organizationId.toString()))
            .flatMap(_ -> known(session, organizationId))
            .flatMap(known -> workers.work(() -> work.apply(known)))
            .flatMap(change ->
                write(session, organizationId, change, now)
                    .map(_ ->
                        new Writer.Result<>(
                            change.answer(),
                            new Writing().say(events(organizationId, change, now))))));
  }

  private static Uni<Known> known(Mutiny.Session session, UUID organizationId) {
    var organization = Map.of("organization", organizationId.toString());
    return Database.texts(session, ALL, organization)
        .map(rows -> rows.stream().map(row -> Json.row(Row.class, row).definition()).toList())
        .flatMap(all ->
            Database.texts(session, PEOPLE, organization).map(rows -> new Known(all, ids(rows))));
  }

  private static Map<String, UUID> ids(List<String> rows) {
    return rows.stream()
        .map(row -> Json.row(PersonRow.class, row))
        .collect(
            Collectors.toMap(
                person -> person.email().toLowerCase(Locale.ROOT), PersonRow::id, (a, b) -> a));
  }

  private static Uni<Void> write(
      Mutiny.Session session, UUID organizationId, Change<?> change, Instant now) {
    var rows = change.saved().stream().map(Row::of).toList();
    var parameters = Map.of("organization", organizationId.toString(), "rows", Json.rows(rows));
    return Database.run(session, SAVE, parameters)
        .flatMap(_ -> Catalog.write(session, change.schedules(), change.services()))
        .flatMap(_ -> change.anew().write(session, now))
        .flatMap(_ -> remove(session, change.removed(), "definitions"))
        .flatMap(_ -> remove(session, of(Kind.SCHEDULE, change.removed()), "schedules"))
        .flatMap(_ -> remove(session, of(Kind.SERVICE, change.removed()), "services"))
        .flatMap(_ -> remove(session, of(Kind.DASHBOARD, change.removed()), "dashboards"))
        .flatMap(_ -> remove(session, of(Kind.HEARTBEAT, change.removed()), "heartbeats"));
  }

  private static Uni<Void> remove(Mutiny.Session session, List<Definition> removed, String table) {
    if (removed.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    var ids = Json.rows(removed.stream().map(Definition::id).toList());
    return Database.run(
            session, "delete from " + table + " where id in " + THOSE, Map.of("ids", ids))
        .replaceWithVoid();
  }

  private static List<Definition> of(Kind kind, List<Definition> all) {
    return all.stream().filter(definition -> definition.kind() == kind).toList();
  }

  /** Services are told of if they themselves were changed, not if only what they hang on was. */
  private static List<Outgoing> events(UUID organizationId, Change<?> change, Instant now) {
    var events = new ArrayList<Outgoing>();
    var saved =
        of(Kind.SERVICE, change.saved()).stream().map(Definition::id).collect(Collectors.toSet());
    change.services().stream()
        .filter(service -> saved.contains(service.service().id()))
        .forEach(service -> events.add(Catalog.saved(service, now)));
    for (var gone : of(Kind.SERVICE, change.removed())) {
      var id = Ids.derive("service.removed", gone.id(), gone.version());
      events.add(
          new Outgoing(
              new ServiceEvent.Removed(id, now, gone.id(), organizationId),
              TraceParent.startingAt(id)));
    }
    return events;
  }

  private record PersonRow(UUID id, String email) {}

  private record Row(
      String kind, String key, UUID id, long version, String data, @Nullable String setup) {
    static Row of(Definition one) {
      var setup = one.setup();
      return new Row(
          one.kind().word(),
          one.key(),
          one.id(),
          one.version(),
          one.data().toString(),
          setup == null ? null : setup.toString());
    }

    Definition definition() {
      return new Definition(
          Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
          key,
          id,
          version,
          Json.read(JsonNode.class, data),
          setup == null ? null : Json.read(JsonNode.class, setup));
    }
  }
}
