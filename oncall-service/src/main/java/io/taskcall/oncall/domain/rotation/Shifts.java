package io.taskcall.oncall.domain.rotation;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The shifts of a layer: when they begin, end, and whether anybody is on duty in them.
 *
 * @param keeping whether the turn is kept for later when its shifts are wholly outside the hours
 */
record Shifts(Beats beats, ZoneId zone, ShiftLength length, OpeningHours hours, boolean keeping) {
  /** Elapsed hours are those of UTC, where the clocks never change. */
  static Beats beats(Rotation.Recurring rotation, ZoneId zone, Hours hours) {
    return switch (rotation) {
      case Rotation.Once once -> new Beats(new OneShift(once.start()), zone);
      case Rotation.Every every
          when every.unit() == Rotation.Unit.HOURLY && hours == Hours.ELAPSED ->
          new Beats(new Intervals(elapsed(every, zone)), ZoneOffset.UTC);
      case Rotation.Every every -> new Beats(new Intervals(every), zone);
      case Rotation.OnWeekdays monthly when monthly.unit() == Rotation.Unit.MONTHLY ->
          new Beats(DaysOfMonths.of(monthly), zone);
      case Rotation.OnWeekdays weekdays -> new Beats(new Weekdays(weekdays), zone);
      case Rotation.OnMonthDays days -> new Beats(DaysOfMonths.of(days), zone);
    };
  }

  /** Rather than by hours that pass. */
  boolean goByTheCalendar() {
    return beats.zone().equals(zone);
  }

  /** The turns outside the hours if the zone had this offset for ever. */
  ClosedTurns closed(ZoneOffset offset) {
    return new ClosedTurns(
        beats.pattern(), length, hours, goByTheCalendar() ? ZoneOffset.UTC : offset);
  }

  /** When a shift ends. */
  Instant end(Beat beat) {
    return switch (length) {
      case ShiftLength.UntilHandoff _ -> {
        var next = beats.next(beat);
        yield next == null ? Instant.MAX : next.at();
      }
      case ShiftLength.Fixed fixed when fixed.hours() == Hours.ELAPSED ->
          beat.at().plus(fixed.length());
      case ShiftLength.Fixed fixed ->
          WallClock.instantOf(localStart(beat).plus(fixed.length()), zone);
    };
  }

  /** Whether another shift begins at the very same instant, so that this one never is. */
  boolean isReplaced(Beat beat) {
    var next = beats.next(beat);
    return next != null && next.at().equals(beat.at());
  }

  /** Whether a turn of one shift lies wholly outside the hours. */
  boolean isClosed(long turn) {
    var beat = beats.first(turn);
    return beat != null && !hours.touch(new Window(beat.at(), end(beat)));
  }

  /**
   * Whether a turn can be void because it is restricted; one of a month and more meets any hour.
   */
  boolean canBeClosed() {
    boolean months = beats.pattern().cycle() == 0 && length instanceof ShiftLength.UntilHandoff;
    return keeping && !hours.always() && !months;
  }

  /** By how many turns, at most, a shift goes on after the next one began. */
  long overlap() {
    return switch (length) {
      case ShiftLength.UntilHandoff _ -> 0;
      case ShiftLength.Fixed fixed -> fixed.length().dividedBy(beats.pattern().spacing()) + 2;
    };
  }

  private LocalDateTime localStart(Beat beat) {
    return beats.zone().equals(zone) ? beat.local() : LocalDateTime.ofInstant(beat.at(), zone);
  }

  private static Rotation.Every elapsed(Rotation.Every every, ZoneId zone) {
    return new Rotation.Every(
        every.unit(),
        every.interval(),
        inUtc(every.start(), zone),
        every.firstHandoff().map(local -> inUtc(local, zone)));
  }

  private static LocalDateTime inUtc(LocalDateTime local, ZoneId zone) {
    return LocalDateTime.ofInstant(WallClock.instantOf(local, zone), ZoneOffset.UTC);
  }
}
