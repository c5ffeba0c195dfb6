package io.taskcall.contracts;

/** How important an alert or incident is; {@code P1} is the most important. */
public enum Priority {
  P1,
  P2,
  P3,
  P4,
  P5;

  /** True if this is more important than {@code other}. */
  public boolean isHigherThan(Priority other) {
    return compareTo(other) < 0;
  }
}
