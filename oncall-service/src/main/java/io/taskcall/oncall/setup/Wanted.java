package io.taskcall.oncall.setup;

import io.taskcall.contracts.Ids;
import io.taskcall.oncall.domain.escalation.Policy;
import io.taskcall.oncall.domain.incident.Grouping;
import io.taskcall.oncall.domain.incident.Service;
import io.taskcall.oncall.domain.schedule.Schedule;
import io.taskcall.oncall.postgres.Catalog.Described;
import io.taskcall.oncall.postgres.ServiceGraphs.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a setup file wants there to be. */
record Wanted(
    List<Schedule> schedules, List<Described> services, List<Place> places, Set<UUID> people) {
  private static final Duration USUAL_WINDOW = Duration.ofMinutes(10);

  static Wanted in(Path file) {
    try {
      var setup = SetupFile.read(file);
      var wanted = from(setup);
      Strangers.refuse(setup);
      return wanted;
    } catch (Mistake mistake) {
      throw new IllegalStateException(
          "cannot use the setup file " + file + ": " + mistake.getMessage(), mistake);
    }
  }

  static Wanted from(SetupFile file) {
    var organization = Ids.derive("organization", file.organization().key());
    var schedules = schedules(file.schedules(), new Schedules(organization));
    var policies =
        file.policies().stream()
            .collect(
                Collectors.toMap(
                    SetupFile.PolicyEntry::key, entry -> policy(entry, organization, schedules)));
    var services =
        file.services().stream().map(entry -> service(entry, organization, policies)).toList();
    return new Wanted(
        List.copyOf(schedules.values()),
        services,
        WantedGraph.of(file.services(), organization),
        people(schedules.values().stream(), policies));
  }

  private static Map<String, Schedule> schedules(List<ScheduleEntry> entries, Schedules schedules) {
    var byKey = new LinkedHashMap<String, Schedule>();
    for (int i = 0; i < entries.size(); i++) {
      var entry = entries.get(i);
      var schedule = Mistake.in("schedules[" + i + "]", () -> schedules.schedule(entry));
      if (byKey.put(Mistake.needed("key", entry.key()), schedule) != null) {
        throw new Mistake("schedules[" + i + "].key", "there is another " + entry.key());
      }
    }
    return byKey;
  }

  private static Policy policy(
      SetupFile.PolicyEntry entry, UUID organization, Map<String, Schedule> schedules) {
    var levels =
        entry.levels().stream()
            .map(level ->
                new Policy.Level(
                    level.patience(),
                    given(level.schedules()).stream()
                        .map(key -> find("schedule", key, schedules).id())
                        .toList(),
                    users(given(level.people()), organization)))
            .toList();
    return new Policy(
        Ids.derive("policy", organization, entry.key()),
        entry.name() == null ? entry.key() : entry.name(),
        entry.repeat(),
        levels);
  }

  private static Described service(
      SetupFile.ServiceEntry entry, UUID organization, Map<String, Policy> policies) {
    return new Described(
        new Service(
            Ids.derive("service", organization, entry.key()),
            organization,
            entry.name(),
            WantedGraph.policy(entry, policies),
            Optional.ofNullable(entry.ackTimeout()),
            grouping(entry.grouping())),
        entry.description(),
        WantedRules.of(entry.rules(), policies));
  }

  private static Grouping grouping(SetupFile.@Nullable GroupingEntry entry) {
    if (entry == null) {
      return new Grouping.PerAlert();
    }
    return switch (entry.by()) {
      case ALERT -> new Grouping.PerAlert();
      case MONITOR -> new Grouping.ByMonitor();
      case TIME -> new Grouping.ByTime(entry.window() == null ? USUAL_WINDOW : entry.window());
    };
  }

  private static Set<UUID> people(Stream<Schedule> schedules, Map<String, Policy> policies) {
    return Stream.concat(
            schedules.flatMap(Schedule::people),
            policies.values().stream()
                .flatMap(policy -> policy.levels().stream())
                .flatMap(level -> level.people().stream()))
        .collect(Collectors.toSet());
  }

  private static List<UUID> users(List<String> emails, UUID organization) {
    return emails.stream().map(email -> Ids.derive("user", organization, email)).toList();
  }

  static <T> T find(String kind, String key, Map<String, T> all) {
    var found = all.get(key);
    if (found == null) {
      throw new IllegalStateException("the setup file names " + kind + " " + key + ", has none");
    }
    return found;
  }

  private static List<String> given(@Nullable List<String> list) {
    return list == null ? List.of() : list;
  }
}
