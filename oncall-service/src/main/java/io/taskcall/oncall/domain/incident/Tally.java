package io.taskcall.oncall.domain.incident;

/**
 * The alerts of an incident, counted.
 *
 * @param alerts how many there are
 * @param firing how many of them are not over
 * @param observed how often they were observed firing, all together
 */
public record Tally(int alerts, int firing, int observed) {
  static final Tally NONE = new Tally(0, 0, 0);

  Tally with(Alert alert) {
    return new Tally(alerts + 1, firing + (alert.over() ? 0 : 1), observed + alert.count());
  }

  Tally without(Alert alert) {
    return new Tally(alerts - 1, firing - (alert.over() ? 0 : 1), observed - alert.count());
  }

  Tally and(Tally other) {
    return new Tally(alerts + other.alerts, firing + other.firing, observed + other.observed);
  }

  Tally without(Tally other) {
    return new Tally(
        Math.max(0, alerts - other.alerts),
        Math.max(0, firing - other.firing),
        Math.max(0, observed - other.observed));
  }

  /** True if there were alerts and all of them are over. */
  boolean isOver() {
    return alerts > 0 && firing == 0;
  }
}
