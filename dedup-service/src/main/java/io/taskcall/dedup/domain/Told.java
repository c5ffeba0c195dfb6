package io.taskcall.dedup.domain;

import io.taskcall.dedup.domain.timeline.Severity;
import java.time.Instant;
import java.util.UUID;

/** What everybody else has been told about an alert. */
public sealed interface Told {
  /** As far as others know, it is quiet. */
  record Silence() implements Told {}

  /**
   * Others know it as open.
   *
   * @param opening what everything said until its end is tied to
   * @param carried firings counted before a late recovery split the stretch that was told as one
   * @param count the count told last
   * @param severity the worst that was told
   * @param taken whether it was told that somebody took it on in the source
   * @param repeatedAt when repeats were told last; the epoch if never
   * @param flapping whether it was told to be flapping
   */
  record Open(
      UUID opening,
      int carried,
      int count,
      Severity severity,
      boolean taken,
      Instant repeatedAt,
      boolean flapping)
      implements Told {
    Open carrying(int more) {
      return new Open(opening, carried + more, count, severity, taken, repeatedAt, flapping);
    }

    Open worsened(Severity worse) {
      return new Open(opening, carried, count, worse, taken, repeatedAt, flapping);
    }

    Open repeated(int newCount, Instant now) {
      return new Open(opening, carried, newCount, severity, taken, now, flapping);
    }

    Open nowTaken() {
      return new Open(opening, carried, count, severity, true, repeatedAt, flapping);
    }

    Open flapping(boolean nowFlapping) {
      return new Open(opening, carried, count, severity, taken, repeatedAt, nowFlapping);
    }
  }
}
