package io.taskcall.oncall.domain.schedule;

import io.taskcall.oncall.domain.rotation.Rotation;
import io.taskcall.oncall.domain.rotation.Turns;
import io.taskcall.oncall.domain.rotation.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;

/** A schedule 400 years later, when the calendar has the same days of the week again. */
final class Later {
  private static final int YEARS = 400;
  private static final Duration DAYS = Duration.ofDays(146_097);

  private Later() {}

  static Schedule schedule(Schedule schedule) {
    return new Schedule(
        schedule.id(),
        schedule.organizationId(),
        schedule.name(),
        schedule.zone(),
        schedule.options(),
        schedule.layers().stream().map(Later::layer).toList(),
        changes(schedule.changes()));
  }

  static Window window(Window window) {
    return new Window(instant(window.start()), instant(window.end()));
  }

  private static Layer layer(Layer layer) {
    return new Layer(
        layer.name(),
        layer.zone(),
        rotation(layer.rotation()),
        layer.length(),
        layer.participants(),
        layer.known().map(turn -> new Turns.Known(instant(turn.at()), turn.number())),
        layer.restrictions(),
        window(layer.during()),
        layer.priority());
  }

  private static Rotation rotation(Rotation rotation) {
    return switch (rotation) {
      case Rotation.Never never -> never;
      case Rotation.Once once -> new Rotation.Once(local(once.start()));
      case Rotation.Every every ->
          new Rotation.Every(
              every.unit(),
              every.interval(),
              local(every.start()),
              every.firstHandoff().map(Later::local));
      case Rotation.OnWeekdays weekdays ->
          new Rotation.OnWeekdays(
              weekdays.unit(),
              weekdays.interval(),
              local(weekdays.start()),
              weekdays.days(),
              weekdays.weekStart());
      case Rotation.OnMonthDays days ->
          new Rotation.OnMonthDays(days.interval(), local(days.start()), days.days());
    };
  }

  private static Changes changes(Changes changes) {
    List<ScheduleOverride> overrides = changes.overrides().stream().map(Later::override).toList();
    return new Changes(
        overrides,
        changes.temporary(),
        changes.swaps().stream()
            .map(swap -> new Swap(swap.id(), window(swap.during()), swap.person(), swap.state()))
            .toList());
  }

  private static ScheduleOverride override(ScheduleOverride override) {
    return switch (override) {
      case ScheduleOverride.People some ->
          new ScheduleOverride.People(some.id(), window(some.during()), some.remove(), some.add());
      case ScheduleOverride.Everybody all ->
          new ScheduleOverride.Everybody(
              all.id(), window(all.during()), all.people(), all.priority());
    };
  }

  private static LocalDateTime local(LocalDateTime local) {
    return local.plusYears(YEARS);
  }

  private static Instant instant(Instant instant) {
    boolean endless = instant.equals(Instant.MIN) || instant.equals(Instant.MAX);
    return endless ? instant : instant.plus(DAYS);
  }
}
