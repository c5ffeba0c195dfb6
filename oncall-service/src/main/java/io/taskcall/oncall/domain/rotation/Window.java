package io.taskcall.oncall.domain.rotation;

import java.time.Instant;

/**
 * A stretch of time: its first instant belongs to it, its end does not. {@link Instant#MIN} and
 * {@link Instant#MAX} stand for no beginning and no end.
 */
public record Window(Instant start, Instant end) {
  public static final Window ALWAYS = new Window(Instant.MIN, Instant.MAX);

  public Window {
    if (end.isBefore(start)) {
      throw new IllegalArgumentException("a window ends after it starts: " + start + ", " + end);
    }
  }

  public static Window from(Instant start) {
    return new Window(start, Instant.MAX);
  }

  public static Window until(Instant end) {
    return new Window(Instant.MIN, end);
  }

  public boolean isEmpty() {
    return start.equals(end);
  }

  public boolean contains(Instant at) {
    return !at.isBefore(start) && at.isBefore(end);
  }

  public boolean overlaps(Window other) {
    return start.isBefore(other.end) && other.start.isBefore(end);
  }

  /** What the two have in common; they must touch. */
  public Window and(Window other) {
    return new Window(
        start.isAfter(other.start) ? start : other.start,
        end.isBefore(other.end) ? end : other.end);
  }

  /** This window if {@code at} falls into it, or else all the time before it, or after it. */
  public Window sideOf(Instant at) {
    if (at.isBefore(start)) {
      return until(start);
    }
    return at.isBefore(end) ? this : from(end);
  }
}
