package io.taskcall.oncall.domain.rotation;

import java.time.Duration;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The hours, and once a day, that clocks skip. */
final class Gaps {
  /** There are not many zones, and what they did does not change while this runs. */
  private static final Map<ZoneId, Duration> LONGEST = new ConcurrentHashMap<>();

  private Gaps() {}

  /** The longest of a zone. */
  static Duration longest(ZoneId zone) {
    return LONGEST.computeIfAbsent(zone, Gaps::longestOf);
  }

  private static Duration longestOf(ZoneId zone) {
    var rules = zone.getRules();
    return Stream.concat(
            rules.getTransitions().stream().map(ZoneOffsetTransition::getDuration),
            rules.getTransitionRules().stream().map(Gaps::duration))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private static Duration duration(ZoneOffsetTransitionRule rule) {
    return Duration.ofSeconds(
        rule.getOffsetAfter().getTotalSeconds() - rule.getOffsetBefore().getTotalSeconds());
  }
}
