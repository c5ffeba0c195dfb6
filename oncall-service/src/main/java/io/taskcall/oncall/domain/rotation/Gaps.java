package io.taskcall.oncall.domain.rotation;

import java.time.Duration;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneOffsetTransitionRule;
import java.util.stream.Stream;

/** The hours, and once a day, that clocks skip. */
final class Gaps {
  private Gaps() {}

  /** The longest of a zone. */
  static Duration longest(ZoneId zone) {
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
