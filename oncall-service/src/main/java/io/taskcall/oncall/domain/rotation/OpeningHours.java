package io.taskcall.oncall.domain.rotation;

import io.taskcall.oncall.domain.rotation.Restriction.Part;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The hours of the week to which a layer is restricted, in a time zone. */
final class OpeningHours {
  /** Any Monday: weeks are counted from it. */
  static final LocalDateTime MONDAY = LocalDate.of(2001, 1, 1).atStartOfDay();

  private final List<Part> parts;
  private final ZoneId zone;

  private OpeningHours(List<Part> parts, ZoneId zone) {
    this.parts = parts;
    this.zone = zone;
  }

  static OpeningHours of(List<Restriction> restrictions, ZoneId zone) {
    return new OpeningHours(united(restrictions), zone);
  }

  boolean always() {
    return parts.isEmpty();
  }

  /** A stretch of time in which it is open, or one in which it is closed. */
  record Span(boolean open, Window window) {}

  /** The stretch into which {@code at} falls. */
  Span at(Instant at) {
    if (always()) {
      return new Span(true, Window.ALWAYS);
    }
    long number = numberAt(at);
    var end = end(number);
    return at.isBefore(end)
        ? new Span(true, new Window(start(number), end))
        : new Span(false, new Window(end, start(number + 1)));
  }

  /** Whether it is open for any part of {@code window}. */
  boolean touch(Window window) {
    var span = at(window.start());
    while (!span.open() && span.window().end().isBefore(window.end())) {
      span = at(span.window().end());
    }
    return span.open();
  }

  /** The same by a clock that never changes, in seconds since {@link #MONDAY}. */
  boolean touch(long start, long end) {
    if (always() || end - start >= Part.WEEK) {
      return end > start;
    }
    long week = Math.floorDiv(start, Part.WEEK) * Part.WEEK;
    for (var part : parts) {
      if (overlap(part, start - week, end - week)
          || overlap(part, start - week + Part.WEEK, end - week + Part.WEEK)
          || overlap(part, start - week - Part.WEEK, end - week - Part.WEEK)) {
        return true;
      }
    }
    return false;
  }

  private static boolean overlap(Part part, long start, long end) {
    return part.start() < end && start < part.end();
  }

  /** The last part that begins at {@code at} or before, where parts of all weeks are numbered. */
  private long numberAt(Instant at) {
    long seconds = ChronoUnit.SECONDS.between(MONDAY, LocalDateTime.ofInstant(at, zone));
    long number = Math.floorDiv(seconds, Part.WEEK) * parts.size();
    while (!start(number + 1).isAfter(at)) {
      number++;
    }
    while (start(number).isAfter(at)) {
      number--;
    }
    return number;
  }

  private Instant start(long number) {
    return instant(number, part(number).start());
  }

  private Instant end(long number) {
    return instant(number, part(number).end());
  }

  private Part part(long number) {
    return parts.get(Math.floorMod(number, parts.size()));
  }

  private Instant instant(long number, long second) {
    long week = Math.floorDiv(number, parts.size());
    return WallClock.instantOf(MONDAY.plusSeconds(week * Part.WEEK + second), zone);
  }

  /** Parts that overlap or touch, made one; none if there is no time left outside of them. */
  private static List<Part> united(List<Restriction> restrictions) {
    var sorted =
        restrictions.stream()
            .flatMap(Restriction::parts)
            .sorted(Comparator.comparingLong(Part::start).thenComparingLong(Part::end))
            .toList();
    var united = new ArrayList<Part>();
    for (var part : sorted) {
      if (!united.isEmpty() && part.start() <= united.getLast().end()) {
        var last = united.removeLast();
        united.add(new Part(last.start(), Math.max(last.end(), part.end())));
      } else {
        united.add(part);
      }
    }
    return roundTheWeek(united);
  }

  /** What reaches into the next week meets what that week begins with. */
  private static List<Part> roundTheWeek(List<Part> parts) {
    while (parts.size() > 1 && parts.getLast().end() - Part.WEEK >= parts.getFirst().start()) {
      var first = parts.removeFirst();
      var last = parts.removeLast();
      parts.add(new Part(last.start(), Math.max(last.end(), first.end() + Part.WEEK)));
    }
    boolean allWeek =
        parts.size() == 1 && parts.getFirst().end() - parts.getFirst().start() >= Part.WEEK;
    return allWeek ? List.of() : List.copyOf(parts);
  }
}
