package io.taskcall.oncall.setup;

import static io.taskcall.oncall.setup.Mistake.needed;

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
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is written down, as the things that it means, by their keys. */
record Wanted(
    Map<String, Schedule> schedules,
    Map<String, Policy> policies,
    Map<String, Described> services,
    List<Place> places,
    Watching watching) {
  private static final Duration USUAL_WINDOW = Duration.ofMinutes(10);

  static Wanted in(Path file) {
    try {
      var setup = SetupFile.read(file);
      var wanted = from(setup, People.none(setup.organizationId()));
      Strangers.refuse(setup);
      return wanted;
    } catch (Mistake mistake) {
      throw new IllegalStateException(
          "cannot use the setup file " + file + ": " + mistake.getMessage(), mistake);
    }
  }

  static Wanted from(SetupFile file, People people) {
    var makes = new Schedules(people);
    var schedules = byKey("schedules", file.schedules(), entry -> entry.key(), makes::schedule);
    var policy = new Policies(people, schedules, Policies.teams(file.teams()));
    var policies = byKey("policies", file.policies(), entry -> entry.key(), policy::policy);
    var services =
        byKey(
            "services",
            file.services(),
            entry -> entry.key(),
            entry -> service(entry, people.organization(), policies));
    var places = WantedGraph.of(file.services(), people.organization());
    var watching = Watching.of(file, people.organization(), services);
    return new Wanted(schedules, policies, services, places, watching);
  }

  static <E, T> Map<String, T> byKey(
      String section, List<E> entries, Function<E, @Nullable String> key, Function<E, T> make) {
    var all = new LinkedHashMap<String, T>();
    each(
        section,
        entries,
        entry -> {
          if (all.put(needed("key", key.apply(entry)), make.apply(entry)) != null) {
            throw new Mistake("key", "there is another " + key.apply(entry));
          }
        });
    return all;
  }

  /** Whatever {@code work} refuses is a mistake in the entry. */
  static <E> void each(String section, List<E> entries, Consumer<E> work) {
    for (int i = 0; i < entries.size(); i++) {
      var entry = entries.get(i);
      Mistake.in(
          section + "[" + i + "]",
          () -> {
            work.accept(entry);
            return true;
          });
    }
  }

  private static Described service(
      SetupFile.ServiceEntry entry, UUID organization, Map<String, Policy> policies) {
    var key = needed("key", entry.key());
    return new Described(
        new Service(
            Ids.derive("service", organization, key),
            organization,
            needed("name", entry.name()),
            WantedGraph.policy(entry, policies),
            Optional.ofNullable(entry.ackTimeout()).map(given -> waiting("ackTimeout", given)),
            Mistake.in("grouping", () -> grouping(entry.grouping()))),
        entry.description(),
        WantedRules.of(entry.rules(), policies));
  }

  private static Grouping grouping(SetupFile.@Nullable GroupingEntry entry) {
    if (entry == null) {
      return new Grouping.PerAlert();
    }
    return switch (needed("by", entry.by())) {
      case ALERT -> new Grouping.PerAlert();
      case MONITOR -> new Grouping.ByMonitor();
      case TIME ->
          new Grouping.ByTime(
              entry.window() == null ? USUAL_WINDOW : waiting("window", entry.window()));
    };
  }

  private static Duration waiting(String field, Duration given) {
    return Mistake.within(field, given, Policies.WAIT_MIN, Policies.WAIT_MAX);
  }

  /** Everybody who may be asked. */
  Set<UUID> people() {
    return Stream.concat(
            schedules.values().stream().flatMap(Schedule::people),
            policies.values().stream().flatMap(Policy::people))
        .collect(Collectors.toSet());
  }

  static <T> T find(String field, String key, Map<String, T> all) {
    var found = all.get(key);
    if (found == null) {
      throw new Mistake(field, "there is no " + key);
    }
    return found;
  }
}
