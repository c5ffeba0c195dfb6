package io.taskcall.oncall.setup;

import io.taskcall.oncall.domain.escalation.Policy;
import io.taskcall.oncall.domain.routing.Condition;
import io.taskcall.oncall.domain.routing.Rule;
import io.taskcall.oncall.domain.routing.WeeklyHours;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules for alerts that a setup file wants. */
final class WantedRules {
  private WantedRules() {}

  static List<Rule> of(@Nullable List<SetupFile.RuleEntry> entries, Map<String, Policy> policies) {
    return entries == null
        ? List.of()
        : entries.stream().map(entry -> rule(entry, policies)).toList();
  }

  private static Rule rule(SetupFile.RuleEntry entry, Map<String, Policy> policies) {
    var then = entry.then();
    return new Rule(
        entry.name(),
        entry.when() == null ? List.of() : conditions(entry.when()),
        new Rule.Treatment(
            Optional.ofNullable(then.urgency()),
            Optional.ofNullable(then.priority()),
            Optional.ofNullable(then.policy()).map(key -> Wanted.find("policy", key, policies)),
            then.suppress()));
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
      all.add(new Condition.From(Condition.Tool.valueOf(when.tool().toUpperCase(Locale.ROOT))));
    }
    if (when.during() != null) {
      all.add(new Condition.During(hours(when.during())));
    }
    return all;
  }

  private static WeeklyHours hours(SetupFile.HoursEntry entry) {
    var days =
        entry.days().stream()
            .map(day -> DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT)))
            .collect(Collectors.toSet());
    return new WeeklyHours(entry.zone(), days, entry.from(), entry.to());
  }
}
