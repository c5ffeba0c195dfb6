package io.taskcall.oncall.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskcall.oncall.domain.schedule.Schedule;
import io.taskcall.oncall.postgres.Anew;
import io.taskcall.oncall.postgres.Catalog.Described;
import io.taskcall.oncall.postgres.Definitions.Change;
import io.taskcall.oncall.postgres.Definitions.Definition;
import io.taskcall.oncall.postgres.Definitions.Kind;
import io.taskcall.oncall.postgres.Definitions.Known;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** All that an organization has written down, put together, and what it means. */
final class Assembled {
  private final UUID organization;
  private final Known known;
  private final Map<Kind, Map<String, Definition>> all = new EnumMap<>(Kind.class);

  Assembled(UUID organization, Known known) {
    this.organization = organization;
    this.known = known;
    for (var kind : Kind.values()) {
      all.put(kind, new LinkedHashMap<>());
    }
    known.all().forEach(this::put);
  }

  UUID organization() {
    return organization;
  }

  void put(Definition one) {
    of(one.kind()).put(one.key(), one);
  }

  void remove(Definition one) {
    of(one.kind()).remove(one.key());
  }

  Optional<Definition> find(Kind kind, String key) {
    return Optional.ofNullable(of(kind).get(key));
  }

  /** All of a kind, by their keys. */
  Map<String, Definition> of(Kind kind) {
    return all.computeIfAbsent(kind, _ -> new LinkedHashMap<>());
  }

  /** What all of it means; what cannot be meant is a mistake. */
  Wanted means() {
    var file =
        new SetupFile(
            null,
            null,
            entries(Kind.SCHEDULE, ScheduleEntry.class),
            entries(Kind.TEAM, SetupFile.TeamEntry.class),
            entries(Kind.POLICY, SetupFile.PolicyEntry.class),
            entries(Kind.SERVICE, SetupFile.ServiceEntry.class),
            entries(Kind.DASHBOARD, SetupFile.DashboardEntry.class),
            entries(Kind.HEARTBEAT, SetupFile.HeartbeatEntry.class));
    return Wanted.from(file, new People(organization, known.people()));
  }

  /** What has a field, by its key instead of its place. */
  String name(String field) {
    for (var kind : Kind.values()) {
      var place = Sections.name(kind) + "[";
      if (field.startsWith(place)) {
        int index = Integer.parseInt(field, place.length(), field.indexOf(']'), 10);
        return kind.word() + " " + List.copyOf(of(kind).keySet()).get(index);
      }
    }
    return field;
  }

  /** What follows from some that are another. */
  <T> Change<T> change(T answer, List<Definition> saved, List<Definition> removed, Wanted wanted) {
    Set<Kind> kinds = saved.stream().map(Definition::kind).collect(Collectors.toSet());
    boolean everyService = kinds.contains(Kind.POLICY) || kinds.contains(Kind.TEAM);
    var services =
        everyService
            ? List.copyOf(wanted.services().values())
            : those(Kind.SERVICE, saved, wanted.services());
    return new Change<>(
        answer,
        saved,
        removed,
        those(Kind.SCHEDULE, saved, wanted.schedules()),
        services,
        anew(saved, wanted));
  }

  private static Anew anew(List<Definition> saved, Wanted wanted) {
    var ids = saved.stream().map(Definition::id).collect(Collectors.toSet());
    return new Anew(
        wanted.places().stream().filter(place -> ids.contains(place.service())).toList(),
        those(Kind.DASHBOARD, saved, wanted.watching().dashboards()),
        those(Kind.HEARTBEAT, saved, wanted.watching().heartbeats()));
  }

  /**
   * Everything anew.
   *
   * @param fresh those that are written anew
   */
  <T> Change<T> everything(T answer, List<Definition> fresh, Wanted wanted) {
    var definitions = all.values().stream().map(Map::values).flatMap(Collection::stream).toList();
    List<Schedule> schedules = List.copyOf(wanted.schedules().values());
    List<Described> services = List.copyOf(wanted.services().values());
    return new Change<>(answer, definitions, List.of(), schedules, services, anew(fresh, wanted));
  }

  private static <T> List<T> those(Kind kind, List<Definition> saved, Map<String, T> wanted) {
    return saved.stream()
        .filter(one -> one.kind() == kind)
        .flatMap(one -> Optional.ofNullable(wanted.get(one.key())).stream())
        .toList();
  }

  private <T> List<T> entries(Kind kind, Class<T> type) {
    return of(kind).values().stream()
        .map(one ->
            Mistake.in(
                one.kind().word() + " " + one.key(),
                () -> Yaml.kept(withKey(one.key(), one.data()), type)))
        .toList();
  }

  /** What it says by itself is wrong in a field of its own. */
  static void check(Definition one) {
    switch (one.kind()) {
      case SCHEDULE -> entry(one, ScheduleEntry.class);
      case TEAM -> entry(one, SetupFile.TeamEntry.class);
      case POLICY -> entry(one, SetupFile.PolicyEntry.class);
      case SERVICE -> entry(one, SetupFile.ServiceEntry.class);
      case DASHBOARD -> entry(one, SetupFile.DashboardEntry.class);
      case HEARTBEAT -> entry(one, SetupFile.HeartbeatEntry.class);
    }
  }

  private static <T> T entry(Definition one, Class<T> type) {
    return Yaml.read(withKey(one.key(), one.data()), type);
  }

  /** As it is written in a file: the key first. */
  static JsonNode withKey(String key, JsonNode data) {
    var entry = ((ObjectNode) data).objectNode().put("key", key);
    entry.setAll((ObjectNode) data);
    return entry;
  }
}
