package io.taskcall.dedup.domain.timeline;

import java.time.Duration;

/** An alert that opens this often within the window flaps, until it is calm for the window. */
public record Flap(int openings, Duration window) {
  public Flap {
    if (openings < 2) {
      throw new IllegalArgumentException("flapping takes at least 2 openings, was " + openings);
    }
    if (!window.isPositive()) {
      throw new IllegalArgumentException("the flapping window must be positive, was " + window);
    }
  }
}
