package io.taskcall.oncall.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.escalation.Directory;
import io.taskcall.oncall.domain.incident.Cause;
import io.taskcall.oncall.domain.incident.Incident;
import io.taskcall.oncall.domain.incident.Merging;
import io.taskcall.oncall.domain.incident.Outcome;
import io.taskcall.oncall.domain.incident.Tally;
import io.taskcall.oncall.postgres.IncidentActions.Done;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Incidents that become one, and two again. Loads, asks the rules, stores. */
@ApplicationScoped
public class Merges {
  private static final String THOSE =
      "(select cast(jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)) as uuid))";

  /** Before incidents, as everywhere. */
  private static final String LOCK_GROUPS =
      "select name from alert_groups where incident_id in "
          + THOSE
          + " order by service_id, name for update";

  private static final String WITH_PARTS =
      "select cast(target_id as text) from merges where target_id in " + THOSE;

  private static final String MOVE =
      """
      with moved as (
        update alerts set home_id = incident_id, incident_id = cast(cast(:target as text) as uuid)
        where incident_id in THOSE),
      groups as (
        update alert_groups set incident_id = cast(cast(:target as text) as uuid)
        where incident_id in THOSE)
      insert into merges (source_id, target_id)
      select ids, cast(cast(:target as text) as uuid) from THOSE as all_of_them (ids)
      on conflict do nothing
      """
          .replace("THOSE", THOSE);

  private static final String TARGET =
      "select cast(target_id as text) from merges where source_id = cast(cast(:id as text) as"
          + " uuid)";

  private static final String TALLY =
      """
      select cast(jsonb_build_object('alerts', count(*),
        'firing', count(*) filter (where not cast(data->>'over' as boolean)),
        'observed', coalesce(sum(cast(data->>'count' as int)), 0)) as text)
      from alerts where home_id = cast(cast(:id as text) as uuid)
      """;

  private static final String MOVE_BACK =
      """
      with moved as (
        update alerts set incident_id = home_id, home_id = null
        where home_id = cast(cast(:id as text) as uuid))
      delete from merges where source_id = cast(cast(:id as text) as uuid)
      """;

  private static final String PARTS =
      """
      select cast(jsonb_build_object('id', i.id, 'data', i.data) as text)
      from merges m join incidents i on i.id = m.source_id
      where m.target_id = cast(cast(:id as text) as uuid) order by i.number
      """;

  private final Database database;
  private final Writer writer;

  Merges(Database database, Writer writer) {
    this.database = database;
    this.writer = writer;
  }

  /** The incidents that are part of one. */
  public Uni<List<Incident>> parts(UUID incidentId) {
    return database
        .transaction(session -> Database.texts(session, PARTS, Map.of("id", incidentId.toString())))
        .map(rows ->
            Json.Rows.of(rows, row -> Json.read(Incident.class, Json.row(Row.class, row).data()))
                .logged());
  }

  /**
   * Makes {@code sources} part of {@code target}, all of them or none; empty if the organization
   * does not have every one of them.
   *
   * @param version the only one of {@code target} that is to be changed; empty if any will do
   */
  public Uni<Optional<Done>> merge(
      UUID organizationId, UUID target, Set<UUID> sources, OptionalLong version, Cause cause) {
    var all = new HashSet<>(sources);
    all.add(target);
    var moving = Map.of("ids", Json.rows(sources));
    return writer.transaction(session ->
        Database.texts(session, LOCK_GROUPS, moving)
            .flatMap(_ -> locked(session, organizationId, all))
            .flatMap(locked ->
                Database.texts(session, WITH_PARTS, moving)
                    .flatMap(withParts -> {
                      var writing = new Writing();
                      if (locked.incidents().size() < all.size()) {
                        return result(Optional.empty(), writing);
                      }
                      var into = locked.get(target);
                      var done =
                          withParts.isEmpty()
                              ? merge(into, locked.but(target), version, locked, cause, writing)
                              : refused(into, "one of them has parts of its own");
                      return done.outcome() instanceof Outcome.Changed
                          ? move(session, target, sources)
                              .flatMap(_ -> result(Optional.of(done), writing))
                          : result(Optional.of(done), writing);
                    })));
  }

  private static Uni<Integer> move(Mutiny.Session session, UUID target, Set<UUID> sources) {
    return Database.run(
        session, MOVE, Map.of("ids", Json.rows(sources), "target", target.toString()));
  }

  private static Done merge(
      Ledger.Locked target,
      List<Ledger.Locked> sources,
      OptionalLong version,
      Locked locked,
      Cause cause,
      Writing writing) {
    if (version.isPresent() && version.getAsLong() != target.version()) {
      return new Done(new Outcome.Outdated(), target.incident(), target.version());
    }
    var fresh = new ArrayList<>(sources);
    fresh.removeIf(source -> Merging.isPart(target.incident(), source.incident()));
    for (var source : fresh) {
      var objection = Merging.objection(target.incident(), source.incident());
      if (objection.isPresent()) {
        return refused(target, objection.get());
      }
    }
    var next = target.incident();
    Outcome outcome = new Outcome.Unchanged("they are part of it already");
    for (var source : fresh) {
      var both = Merging.merge(next, source.incident(), cause, locked.directory());
      writing.add(new Decided(both.one(), target.trace(), cause.at()));
      writing.add(new Decided(both.other(), source.trace(), cause.at()));
      next = both.one().next();
      outcome = both.one();
    }
    return new Done(outcome, next, target.version() + (fresh.isEmpty() ? 0 : 1));
  }

  /** Takes an incident out of the one that it is part of; empty if there is no such incident. */
  public Uni<Optional<Done>> unmerge(UUID organizationId, UUID source, Cause cause) {
    var id = Map.of("id", source.toString());
    return writer.transaction(session ->
        Database.texts(session, TARGET, id)
            .flatMap(targets -> {
              var all = new HashSet<UUID>(Set.of(source));
              targets.forEach(target -> all.add(UUID.fromString(target)));
              return locked(session, organizationId, all);
            })
            .flatMap(locked ->
                Database.texts(session, TALLY, id)
                    .map(rows -> Json.row(Tally.class, rows.getFirst()))
                    .flatMap(alerts -> {
                      var writing = new Writing();
                      var done = unmerge(locked, source, alerts, cause, writing);
                      boolean changed =
                          done.filter(d -> d.outcome() instanceof Outcome.Changed).isPresent();
                      return changed
                          ? Database.run(session, MOVE_BACK, id).flatMap(_ -> result(done, writing))
                          : result(done, writing);
                    })));
  }

  private static Optional<Done> unmerge(
      Locked locked, UUID source, Tally alerts, Cause cause, Writing writing) {
    var part = locked.incidents().get(source);
    if (part == null) {
      return Optional.empty();
    }
    var whole = locked.but(source).stream().findFirst();
    if (whole.isEmpty() || !(part.incident() instanceof Incident.Resolved resolved)) {
      return Optional.of(refused(part, "it is part of no other"));
    }
    var both = Merging.unmerge(whole.get().incident(), resolved, alerts, cause, locked.directory());
    writing.add(new Decided(both.one(), whole.get().trace(), cause.at()));
    writing.add(new Decided(both.other(), part.trace(), cause.at()));
    return Optional.of(new Done(both.other(), both.other().next(), part.version() + 1));
  }

  private static Done refused(Ledger.Locked incident, String reason) {
    return new Done(new Outcome.Refused(reason), incident.incident(), incident.version());
  }

  private static Uni<Writer.Result<Optional<Done>>> result(Optional<Done> done, Writing writing) {
    return Uni.createFrom().item(new Writer.Result<>(done, writing));
  }

  /** Incidents of one organization, in the order of their ids, and its people. */
  private record Locked(Map<UUID, Ledger.Locked> incidents, Directory directory) {
    Ledger.Locked get(UUID id) {
      var found = incidents.get(id);
      if (found == null) {
        throw new IllegalStateException("incident " + id + " is not locked");
      }
      return found;
    }

    List<Ledger.Locked> but(UUID id) {
      return incidents.entrySet().stream()
          .filter(entry -> !entry.getKey().equals(id))
          .map(Map.Entry::getValue)
          .sorted(
              (a, b) -> Long.compare(a.incident().about().number(), b.incident().about().number()))
          .toList();
    }
  }

  private static Uni<Locked> locked(
      Mutiny.Session session, UUID organizationId, Set<UUID> incidents) {
    var ledger = new Ledger(session);
    return ledger
        .lock(incidents)
        .flatMap(locked -> {
          locked.values().removeIf(found -> !isOf(organizationId, found));
          return ledger
              .directory(Set.of(organizationId))
              .map(directory -> new Locked(locked, directory));
        });
  }

  private static boolean isOf(UUID organizationId, Ledger.Locked locked) {
    return locked.incident().about().service().organizationId().equals(organizationId);
  }

  private record Row(UUID id, JsonNode data) {}
}
