package io.taskcall.dedup.domain;

import io.taskcall.dedup.domain.timeline.Flap;
import java.time.Duration;

/**
 * The numbers that the rules turn on.
 *
 * @param repeatEvery how often at most the repeats of one alert are told
 * @param expireAfter how long a firing alert may be silent before it is taken to be over
 * @param forgetAfter how long a quiet alert is remembered, so that what comes late opens nothing
 * @param remembered how many observations per alert are remembered one by one. Datadog retries a
 *     delivery five times within minutes and observes an alert at most once a minute, so a dozen
 *     cover its retries; what comes later than that many newer ones is judged by its cycle and time
 */
public record Rules(
    Duration repeatEvery, Flap flap, Duration expireAfter, Duration forgetAfter, int remembered) {
  public Rules {
    positive("repeatEvery", repeatEvery);
    positive("expireAfter", expireAfter);
    positive("forgetAfter", forgetAfter);
    if (remembered < 1 || remembered > 255) {
      throw new IllegalArgumentException("remembered must be 1 to 255, was " + remembered);
    }
    if (expireAfter.compareTo(flap.window()) <= 0) {
      throw new IllegalArgumentException(
          "expireAfter must be longer than the flapping window, was " + expireAfter);
    }
    if (forgetAfter.compareTo(flap.window()) <= 0) {
      throw new IllegalArgumentException(
          "forgetAfter must be longer than the flapping window, was " + forgetAfter);
    }
  }

  private static void positive(String name, Duration duration) {
    if (!duration.isPositive()) {
      throw new IllegalArgumentException(name + " must be positive, was " + duration);
    }
  }
}
