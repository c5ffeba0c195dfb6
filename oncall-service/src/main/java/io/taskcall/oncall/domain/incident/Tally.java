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
}
