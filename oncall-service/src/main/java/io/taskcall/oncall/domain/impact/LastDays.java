package io.taskcall.oncall.domain.impact;

import io.taskcall.oncall.domain.rotation.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Today and the days before it, as the calendar of a time zone has them: each begins at its first
 * instant and ends where the next begins, so it may have 23 hours, or 25.
 *
 * @param count how many, with today
 */
public record LastDays(int count, ZoneId zone, Instant now) {
  public static final int MOST = 366;

  public LastDays {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException("from 1 to " + MOST + " days, was " + count);
    }
  }

  /** The first instant of the first day. */
  public Instant start() {
    return startOf(today().minusDays(count - 1L));
  }

  /** How much of each day falls into {@code impacted}, oldest day first. */
  public List<Day> days(List<Window> impacted) {
    var merged = merged(impacted);
    return IntStream.range(0, count)
        .mapToObj(i -> day(today().minusDays(count - 1L - i), merged))
        .toList();
  }

  /** The same time as {@code windows} cover, without overlaps, in order. */
  public static List<Window> merged(List<Window> windows) {
    var merged = new ArrayList<Window>();
    windows.stream()
        .filter(window -> !window.isEmpty())
        .sorted(Comparator.comparing(Window::start))
        .forEach(window -> {
          var last = merged.isEmpty() ? null : merged.getLast();
          if (last == null || window.start().isAfter(last.end())) {
            merged.add(window);
          } else if (window.end().isAfter(last.end())) {
            merged.set(merged.size() - 1, new Window(last.start(), window.end()));
          }
        });
    return List.copyOf(merged);
  }

  private Day day(LocalDate date, List<Window> merged) {
    var end = startOf(date.plusDays(1));
    var day = new Window(startOf(date), end.isBefore(now) ? end : now);
    var impacted =
        merged.stream()
            .filter(day::overlaps)
            .map(day::and)
            .map(LastDays::length)
            .reduce(Duration.ZERO, Duration::plus);
    return new Day(date, length(day), impacted);
  }

  private LocalDate today() {
    return now.atZone(zone).toLocalDate();
  }

  private Instant startOf(LocalDate date) {
    return date.atStartOfDay(zone).toInstant();
  }

  private static Duration length(Window window) {
    return Duration.between(window.start(), window.end());
  }
}
