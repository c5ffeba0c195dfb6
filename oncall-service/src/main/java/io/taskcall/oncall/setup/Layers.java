package io.taskcall.oncall.setup;

import static io.taskcall.oncall.setup.Mistake.needed;

import io.taskcall.oncall.domain.rotation.Hours;
import io.taskcall.oncall.domain.rotation.Overlap;
import io.taskcall.oncall.domain.rotation.Restriction;
import io.taskcall.oncall.domain.rotation.Rotation;
import io.taskcall.oncall.domain.rotation.ShiftLength;
import io.taskcall.oncall.domain.rotation.Turns;
import io.taskcall.oncall.domain.rotation.Window;
import io.taskcall.oncall.domain.schedule.Layer;
import io.taskcall.oncall.setup.ScheduleEntry.Day;
import io.taskcall.oncall.setup.ScheduleEntry.KnownEntry;
import io.taskcall.oncall.setup.ScheduleEntry.LayerEntry;
import io.taskcall.oncall.setup.ScheduleEntry.RestrictionEntry;
import io.taskcall.oncall.setup.ScheduleEntry.RotationEntry;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes layers of what a setup file says of them. */
final class Layers {
  /** A shift still goes on when so many begin, itself counted. */
  private static final int OVERLAPPING_MAX = 12;

  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 2500;

  private Layers() {}

  static Layer layer(LayerEntry entry, ZoneId zone, List<List<UUID>> participants) {
    var rotation =
        entry.rotation() == null
            ? new Rotation.Never()
            : Mistake.in("rotation", () -> rotation(entry.rotation()));
    Optional.ofNullable(entry.from()).ifPresent(at -> near("from", at));
    Optional.ofNullable(entry.until()).ifPresent(at -> near("until", at));
    return new Layer(
        needed("name", entry.name()),
        zone,
        rotation,
        Mistake.in("shiftLength", () -> length(entry, rotation)),
        participants,
        Optional.ofNullable(entry.known())
            .map(known -> Mistake.in("known", () -> known(known, zone, participants.size()))),
        restrictions(given(entry.restrictions())),
        Mistake.in("until", () -> during(entry, zone)),
        entry.priority() == null ? 0 : entry.priority());
  }

  static Rotation rotation(@Nullable RotationEntry given) {
    var entry = needed("type", given);
    var start = near("start", needed("start", entry.start()));
    Optional.ofNullable(entry.firstHandoff()).ifPresent(at -> near("firstHandoff", at));
    int interval = entry.interval() == null ? 1 : entry.interval();
    return switch (needed("type", entry.type())) {
      case ONCE -> new Rotation.Once(start);
      case HOURLY -> recurring(entry, Rotation.Unit.HOURLY, interval, start);
      case DAILY -> recurring(entry, Rotation.Unit.DAILY, interval, start);
      case WEEKLY -> recurring(entry, Rotation.Unit.WEEKLY, interval, start);
      case MONTHLY -> recurring(entry, Rotation.Unit.MONTHLY, interval, start);
      case YEARLY -> recurring(entry, Rotation.Unit.YEARLY, interval, start);
    };
  }

  private static Rotation recurring(
      RotationEntry entry, Rotation.Unit unit, int interval, LocalDateTime start) {
    var first = Optional.ofNullable(entry.firstHandoff());
    if (entry.days() == null && entry.monthDays() == null) {
      return new Rotation.Every(unit, interval, start, first);
    }
    if (first.isPresent()) {
      throw new Mistake("firstHandoff", "is no use beside days or monthDays");
    }
    if (entry.monthDays() == null) {
      var weekStart = entry.weekStart() == null ? DayOfWeek.MONDAY : entry.weekStart().day();
      return new Rotation.OnWeekdays(unit, interval, start, days(entry.days()), weekStart);
    }
    if (unit != Rotation.Unit.MONTHLY || entry.days() != null) {
      throw new Mistake("monthDays", "are for monthly rotations, without days");
    }
    return new Rotation.OnMonthDays(interval, start, Set.copyOf(entry.monthDays()));
  }

  private static ShiftLength length(LayerEntry entry, Rotation rotation) {
    if (entry.shiftLength() == null) {
      return new ShiftLength.UntilHandoff();
    }
    var hours = entry.shiftHours() == null ? Hours.ELAPSED : entry.shiftHours();
    var length = new ShiftLength.Fixed(entry.shiftLength(), hours);
    long overlapping = Overlap.atMost(rotation, length);
    if (overlapping > OVERLAPPING_MAX) {
      throw new IllegalArgumentException(
          "lets %d shifts of the rotation overlap; up to %d may"
              .formatted(overlapping, OVERLAPPING_MAX));
    }
    return length;
  }

  private static Turns.Known known(KnownEntry entry, ZoneId zone, int groups) {
    int group = needed("group", entry.group());
    if (group < 1 || group > groups) {
      throw new Mistake("group", "is 1 to " + groups + ", was " + group);
    }
    return new Turns.Known(instant(near("at", needed("at", entry.at())), zone), group - 1);
  }

  private static List<Restriction> restrictions(List<RestrictionEntry> entries) {
    return IntStream.range(0, entries.size())
        .mapToObj(i -> Mistake.in("restrictions[" + i + "]", () -> restriction(entries.get(i))))
        .toList();
  }

  private static Restriction restriction(RestrictionEntry entry) {
    var from = needed("from", entry.from());
    var to = needed("to", entry.to());
    if (entry.days() == null) {
      return new Restriction.Weekly(
          needed("fromDay", entry.fromDay()).day(), from, needed("toDay", entry.toDay()).day(), to);
    }
    if (entry.fromDay() != null || entry.toDay() != null) {
      throw new Mistake("days", "stand instead of fromDay and toDay, not beside them");
    }
    return new Restriction.Daily(days(entry.days()), from, to);
  }

  private static Window during(LayerEntry entry, ZoneId zone) {
    return new Window(
        entry.from() == null ? Instant.MIN : instant(entry.from(), zone),
        entry.until() == null ? Instant.MAX : instant(entry.until(), zone));
  }

  private static Set<DayOfWeek> days(@Nullable List<Day> days) {
    return given(days).stream().map(Day::day).collect(Collectors.toUnmodifiableSet());
  }

  /** Nobody means a time farther off, and counting from there takes long. */
  static LocalDateTime near(String field, LocalDateTime at) {
    if (at.getYear() < FIRST_YEAR || at.getYear() > LAST_YEAR) {
      throw new Mistake(
          field, "is in the years %d to %d, was %d".formatted(FIRST_YEAR, LAST_YEAR, at.getYear()));
    }
    return at;
  }

  private static Instant instant(LocalDateTime local, ZoneId zone) {
    return local.atZone(zone).toInstant();
  }

  static <T> List<T> given(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
