package io.taskcall.dedup.domain.timeline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time an alert fires without a break, as far as it has come.
 *
 * @param cycle the newest one seen in it
 * @param count how often it was observed firing
 * @param severity the worst so far
 * @param taken who took it on in the source, if anybody
 */
public record Stretch(
    @Nullable Cycle cycle,
    Instant since,
    Instant lastFired,
    int count,
    Severity severity,
    @Nullable Taken taken) {

  /** Somebody took it on; the source may not say who. */
  public record Taken(@Nullable String by) {}

  static Stretch startedBy(Observation.Fired fired) {
    var at = fired.place().at();
    return new Stretch(fired.place().cycle(), at, at, 1, fired.severity(), null);
  }

  Stretch firedAgain(Observation.Fired fired) {
    var cycleNow = fired.place().cycle() == null ? cycle : fired.place().cycle();
    return new Stretch(
        cycleNow, since, fired.place().at(), count + 1, severity.worstOf(fired.severity()), taken);
  }

  Stretch taken(Observation.Acknowledged acknowledged) {
    return new Stretch(cycle, since, lastFired, count, severity, new Taken(acknowledged.by()));
  }
}
