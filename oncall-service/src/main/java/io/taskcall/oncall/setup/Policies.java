package io.taskcall.oncall.setup;

import static io.taskcall.oncall.setup.Mistake.needed;
import static io.taskcall.oncall.setup.Mistake.within;

import io.taskcall.contracts.Ids;
import io.taskcall.oncall.domain.escalation.Policy;
import io.taskcall.oncall.domain.schedule.Schedule;
import io.taskcall.oncall.setup.SetupFile.EndEntry;
import io.taskcall.oncall.setup.SetupFile.LevelEntry;
import io.taskcall.oncall.setup.SetupFile.PolicyEntry;
import io.taskcall.oncall.setup.SetupFile.TeamEntry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes escalation policies of what is written down of them. */
record Policies(People people, Map<String, Schedule> schedules, Map<String, TeamEntry> teams) {
  private static final int LEVELS_MAX = 20;
  private static final int REPEAT_MAX = 20;
  static final Duration WAIT_MIN = Duration.ofSeconds(1);
  static final Duration WAIT_MAX = Duration.ofDays(30);

  /** Teams by their keys. */
  static Map<String, TeamEntry> teams(List<TeamEntry> entries) {
    var teams = new LinkedHashMap<String, TeamEntry>();
    Wanted.each(
        "teams",
        entries,
        entry -> {
          needed("members", entry.members());
          if (teams.put(needed("key", entry.key()), entry) != null) {
            throw new Mistake("key", "there is another " + entry.key());
          }
        });
    return teams;
  }

  Policy policy(PolicyEntry entry) {
    var key = needed("key", entry.key());
    var levels = needed("levels", entry.levels());
    int repeat = entry.repeat() == null ? 0 : entry.repeat();
    if (repeat < 0 || repeat > REPEAT_MAX) {
      throw new Mistake("repeat", "is from 0 to " + REPEAT_MAX + ", was " + repeat);
    }
    if (levels.isEmpty() || levels.size() > LEVELS_MAX) {
      throw new Mistake("levels", "has from 1 to " + LEVELS_MAX + " elements");
    }
    return new Policy(
        Ids.derive("policy", people.organization(), key),
        entry.name() == null ? key : entry.name(),
        repeat,
        IntStream.range(0, levels.size())
            .mapToObj(i -> Mistake.in("levels[" + i + "]", () -> level(levels.get(i))))
            .toList(),
        Mistake.in("end", () -> end(entry.end())));
  }

  private Policy.@Nullable End end(@Nullable EndEntry entry) {
    if (entry == null) {
      return null;
    }
    var asked = asked(entry.people(), entry.teams());
    boolean resolves = Boolean.TRUE.equals(entry.resolve());
    if (resolves == !asked.isEmpty()) {
      throw new Mistake("resolve", "or people or teams are needed, one or the other");
    }
    return resolves ? new Policy.End.Resolve() : new Policy.End.Ask(asked);
  }

  private List<UUID> asked(@Nullable List<String> named, @Nullable List<String> teamKeys) {
    return Stream.concat(
            people.ids(Layers.given(named)).stream(), members("teams", Layers.given(teamKeys)))
        .distinct()
        .toList();
  }

  private Policy.Level level(LevelEntry entry) {
    var wait = within("wait", needed("wait", entry.patience()), WAIT_MIN, WAIT_MAX);
    var asked = asked(entry.people(), entry.teams());
    var turns =
        Layers.given(entry.schedules()).stream()
            .map(key -> Wanted.find("schedules", key, schedules).id())
            .toList();
    if (asked.isEmpty() && turns.isEmpty()) {
      throw new Mistake("schedules", "or people or teams are needed");
    }
    return new Policy.Level(wait, turns, asked, entry.roundRobin());
  }

  private Stream<UUID> members(String field, List<String> keys) {
    return keys.stream()
        .flatMap(key -> Layers.given(Wanted.find(field, key, teams).members()).stream())
        .map(people::id);
  }
}
