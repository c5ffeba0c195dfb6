package io.taskcall.oncall.setup;

import static io.taskcall.oncall.setup.Mistake.needed;

import io.taskcall.oncall.domain.escalation.Policy;
import io.taskcall.oncall.domain.routing.Condition;
import io.taskcall.oncall.domain.routing.Rule;
import io.taskcall.oncall.domain.routing.WeeklyHours;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes rules for alerts of what is written down of them. */
final class WantedRules {
  private WantedRules() {}

  static List<Rule> of(@Nullable List<SetupFile.RuleEntry> entries, Map<String, Policy> policies) {
    var rules = new ArrayList<Rule>();
    Wanted.each("rules", Layers.given(entries), entry -> rules.add(rule(entry, policies)));
    return rules;
  }

  private static Rule rule(SetupFile.RuleEntry entry, Map<String, Policy> policies) {
    var then = needed("then", entry.then());
    var when = entry.when();
    return new Rule(
        needed("name", entry.name()),
        when == null ? List.of() : Mistake.in("when", () -> conditions(when)),
        new Rule.Treatment(
            Optional.ofNullable(then.urgency()),
            Optional.ofNullable(then.priority()),
            Optional.ofNullable(then.policy())
                .map(key -> Wanted.find("then.policy", key, policies)),
            Boolean.TRUE.equals(then.suppress())));
  }

  private static List<Condition> conditions(SetupFile.WhenEntry when) {
    var all = new ArrayList<Condition>();
    if (when.titleContains() != null) {
      all.add(new Condition.TitleContains(when.titleContains()));
    }
    if (when.tags() != null) {
      when.tags().forEach(tag -> all.add(new Condition.Tagged(tag)));
    }
    if (when.priorities() != null) {
      all.add(new Condition.OfPriority(when.priorities()));
    }
    if (when.tool() != null) {
      all.add(new Condition.From(when.tool()));
    }
    if (when.during() != null) {
      all.add(new Condition.During(Mistake.in("during", () -> hours(when.during()))));
    }
    return all;
  }

  private static WeeklyHours hours(SetupFile.@Nullable HoursEntry given) {
    var entry = needed("during", given);
    var days = needed("days", entry.days()).stream().map(WantedRules::day);
    return new WeeklyHours(
        needed("zone", entry.zone()),
        days.collect(Collectors.toSet()),
        needed("from", entry.from()),
        needed("to", entry.to()));
  }

  /** In full or by its first three letters. */
  private static DayOfWeek day(String name) {
    return Arrays.stream(DayOfWeek.values())
        .filter(day ->
            day.name().equalsIgnoreCase(name) || day.name().substring(0, 3).equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() -> new Mistake("days", "there is no " + name));
  }
}
