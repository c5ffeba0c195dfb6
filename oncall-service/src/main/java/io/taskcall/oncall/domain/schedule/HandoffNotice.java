package io.taskcall.oncall.domain.schedule;

import io.taskcall.contracts.Ids;
import io.taskcall.oncall.domain.rotation.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells somebody that they come on call.
 *
 * @param name the schedule's
 * @param until when they are relieved; empty if that is far off
 * @param ahead how long before they come on call this is said, unless it was not known by then
 */
public record HandoffNotice(
    UUID schedule,
    String name,
    ZoneId zone,
    UUID person,
    Instant begins,
    Optional<Instant> until,
    Duration ahead) {
  /** Whoever came on call this long ago is still told. */
  private static final Duration LATE = Duration.ofMinutes(15);

  /** How far ahead people can be told. */
  public static final Duration FARTHEST = Duration.ofDays(31);

  private static final Duration LONGEST_DUTY = Duration.ofDays(62);
  private static final int STRETCHES_MAX = 1000;

  /** When what is due at {@code now} takes place. */
  public static Window about(Instant now) {
    return new Window(now.minus(LATE).minusNanos(1), now.plus(LONGEST_DUTY));
  }

  /**
   * What people have to have been told by now. Asked again it is the same, with what is due since,
   * so it has to be remembered by its {@link #id} what was told.
   */
  public static List<HandoffNotice> due(Schedule schedule, Instant now) {
    var farthest = schedule.notices().stream().max(Comparator.naturalOrder());
    if (farthest.isEmpty()) {
      return List.of();
    }
    var resolver = new Resolver(schedule, about(now));
    var due = new ArrayList<HandoffNotice>();
    var at = now.minus(LATE);
    var before = resolver.at(at.minusNanos(1)).people();
    while (!at.isAfter(now.plus(farthest.get()))) {
      var stretch = resolver.at(at);
      var ahead = ahead(schedule, Duration.between(now, at));
      for (var person : stretch.people()) {
        if (!before.contains(person)) {
          var until = until(person, stretch, resolver, now);
          due.add(
              new HandoffNotice(
                  schedule.id(), schedule.name(), schedule.zone(), person, at, until, ahead));
        }
      }
      before = stretch.people();
      at = stretch.during().end();
    }
    return due;
  }

  /** Who hears late of a change is told once, not once for each time that has passed. */
  private static Duration ahead(Schedule schedule, Duration remaining) {
    return schedule.notices().stream()
        .filter(notice -> notice.compareTo(remaining) >= 0)
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static Optional<Instant> until(
      UUID person, Stretch stretch, Resolver resolver, Instant now) {
    var end = stretch.during().end();
    for (int i = 0; i < STRETCHES_MAX && end.isBefore(now.plus(LONGEST_DUTY)); i++) {
      var next = resolver.at(end);
      if (!next.people().contains(person)) {
        return Optional.of(end);
      }
      end = next.during().end();
    }
    return Optional.empty();
  }

  /** The same for the same duty, however often it is looked for. */
  public UUID id() {
    return Ids.derive("handoff.notice", schedule, person, begins, ahead);
  }
}
