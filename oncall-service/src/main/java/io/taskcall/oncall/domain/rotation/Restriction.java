package io.taskcall.oncall.domain.rotation;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Set;
import java.util.stream.Stream;

/** A part of the week in which there is somebody on duty. */
public sealed interface Restriction {
  /** On each of these days; an end not after the start is on the next day, so equal is 24 hours. */
  record Daily(Set<DayOfWeek> days, LocalTime start, LocalTime end) implements Restriction {
    public Daily {
      days = Set.copyOf(days);
      if (days.isEmpty()) {
        throw new IllegalArgumentException("a restriction needs at least one day");
      }
    }
  }

  /** From one day to another; an end not after the start is a week later, so equal is all week. */
  record Weekly(DayOfWeek fromDay, LocalTime start, DayOfWeek toDay, LocalTime end)
      implements Restriction {}

  /** The parts of the week it stands for. */
  default Stream<Part> parts() {
    return switch (this) {
      case Daily daily ->
          daily.days().stream().map(day -> Part.of(day, daily.start(), day, daily.end(), Part.DAY));
      case Weekly weekly ->
          Stream.of(
              Part.of(weekly.fromDay(), weekly.start(), weekly.toDay(), weekly.end(), Part.WEEK));
    };
  }

  /** A part of a week in seconds since Monday 0:00; it may reach into the next week. */
  record Part(long start, long end) {
    static final long DAY = 24 * 3600;
    static final long WEEK = 7 * DAY;

    private static Part of(
        DayOfWeek fromDay, LocalTime from, DayOfWeek toDay, LocalTime to, long atMost) {
      long start = (fromDay.getValue() - 1) * DAY + from.toSecondOfDay();
      long end = (toDay.getValue() - 1) * DAY + to.toSecondOfDay();
      return new Part(start, end + (end > start ? 0 : atMost));
    }
  }
}
