package io.taskcall.oncall.setup;

import io.taskcall.contracts.Ids;
import io.taskcall.oncall.domain.escalation.Policy;
import io.taskcall.oncall.domain.incident.Grouping;
import io.taskcall.oncall.domain.incident.Service;
import io.taskcall.oncall.domain.rotation.Rotation;
import io.taskcall.oncall.domain.schedule.Changes;
import io.taskcall.oncall.domain.schedule.Layer;
import io.taskcall.oncall.domain.schedule.Options;
import io.taskcall.oncall.domain.schedule.Schedule;
import io.taskcall.oncall.postgres.Catalog.Described;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a setup file wants there to be. */
record Wanted(List<Schedule> schedules, List<Described> services, Set<UUID> people) {
  private static final Duration USUAL_WINDOW = Duration.ofMinutes(10);

  static Wanted from(SetupFile file) {
    var organization = Ids.derive("organization", file.organization().key());
    var schedules =
        file.schedules().stream()
            .collect(
                Collectors.toMap(
                    SetupFile.ScheduleEntry::key, entry -> schedule(entry, organization)));
    var policies =
        file.policies().stream()
            .collect(
                Collectors.toMap(
                    SetupFile.PolicyEntry::key, entry -> policy(entry, organization, schedules)));
    var services =
        file.services().stream().map(entry -> service(entry, organization, policies)).toList();
    return new Wanted(
        List.copyOf(schedules.values()), services, people(schedules.values().stream(), policies));
  }

  private static Schedule schedule(SetupFile.ScheduleEntry entry, UUID organization) {
    var rotation = entry.rotation();
    var unit =
        switch (rotation.type()) {
          case HOURLY -> Rotation.Unit.HOURLY;
          case DAILY -> Rotation.Unit.DAILY;
          case WEEKLY -> Rotation.Unit.WEEKLY;
        };
    return new Schedule(
        Ids.derive("schedule", organization, entry.key()),
        organization,
        entry.name() == null ? entry.key() : entry.name(),
        entry.timeZone(),
        Options.USUAL,
        List.of(
            Layer.of(
                entry.key(),
                entry.timeZone(),
                new Rotation.Every(unit, rotation.interval(), rotation.start()),
                entry.participants().stream().map(turn -> users(turn, organization)).toList())),
        Changes.NONE);
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
            find("policy", entry.policy(), policies),
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
            schedules.flatMap(Schedule::participants),
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
