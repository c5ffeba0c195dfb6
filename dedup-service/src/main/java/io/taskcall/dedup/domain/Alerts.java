package io.taskcall.dedup.domain;

import io.taskcall.contracts.Fingerprint;

/** The alerts that are remembered. */
public interface Alerts {
  /** What is remembered of one alert. */
  Lookup find(Fingerprint alert);

  /** What came of looking an alert up. */
  sealed interface Lookup {
    /** This is remembered. */
    record Found(AlertState state) implements Lookup {}

    /** Nothing was ever heard of it, or it was so long ago that it is forgotten. */
    record Unknown() implements Lookup {}

    /** It can't be told yet: the memory is being restored or moved. Worth asking again. */
    record Restoring() implements Lookup {}
  }
}
