package io.taskcall.oncall.reading;

import java.time.DateTimeException;
import java.time.Instant;

/** Instants that a calendar, a database and everything between them know. */
public final class Moments {
  /** What an instant has to be, to go on after the name of a field. */
  public static final String WANTED =
      "is an instant such as 2026-03-01T12:00:00Z, from 1970 to 2500";

  private static final Instant END = Instant.parse("2501-01-01T00:00:00Z");

  private Moments() {}

  /**
   * The instant that {@code text} says.
   *
   * @throws DateTimeException if it says none, or one too far away
   */
  public static Instant read(String text) {
    return within(Instant.parse(text));
  }

  /**
   * The same instant.
   *
   * @throws DateTimeException if it is too far away
   */
  public static Instant within(Instant at) {
    if (at.isBefore(Instant.EPOCH) || !at.isBefore(END)) {
      throw new DateTimeException("too far away: " + at);
    }
    return at;
  }
}
