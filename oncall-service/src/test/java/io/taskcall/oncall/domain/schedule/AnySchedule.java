package io.taskcall.oncall.domain.schedule;

import io.taskcall.oncall.domain.rotation.Hours;
import io.taskcall.oncall.domain.rotation.Restriction;
import io.taskcall.oncall.domain.rotation.Rotation;
import io.taskcall.oncall.domain.rotation.ShiftLength;
import io.taskcall.oncall.domain.rotation.Turns;
import io.taskcall.oncall.domain.rotation.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Schedules of all kinds around the spring of 2026, when clocks change all over the world. */
class AnySchedule extends DomainContextBase {
  static final Window RANGE = Team.window("2026-02-01T00:00:00Z", "2026-05-01T00:00:00Z");
  private static final LocalDateTime FIRST_DAY = LocalDateTime.parse("2026-01-01T00:00");
  private static final int DAYS = 120;

  @Provide
  Arbitrary<Schedule> schedules() {
    var options =
        Combinators.combine(
                Arbitraries.of(Hours.values()),
                Arbitraries.of(Options.Layers.values()),
                Arbitraries.of(Options.Restricted.values()))
            .as(Options::new);
    var changes =
        Combinators.combine(override().list().ofMaxSize(3), swap().list().ofMaxSize(2))
            .as((overrides, swaps) -> new Changes(overrides, List.of(), swaps));
    return Combinators.combine(options, layer().list().ofMaxSize(3), changes)
        .as((chosen, layers, changed) ->
            Team.schedule(chosen, named(layers).toArray(Layer[]::new)).with(changed));
  }

  private static List<Layer> named(List<Layer> layers) {
    var named = new ArrayList<Layer>();
    for (var layer : layers) {
      named.add(
          new Layer(
              "layer " + named.size(),
              layer.zone(),
              layer.rotation(),
              layer.length(),
              layer.participants(),
              layer.known(),
              layer.restrictions(),
              layer.during(),
              layer.priority()));
    }
    return named;
  }

  private static Arbitrary<Layer> layer() {
    var zones =
        Arbitraries.of(
                "UTC",
                "Europe/Berlin",
                "America/New_York",
                "Australia/Lord_Howe",
                "Asia/Kolkata",
                "Pacific/Auckland")
            .map(ZoneId::of);
    var known =
        Combinators.combine(instants(), Arbitraries.integers().between(0, 3))
            .as(Turns.Known::new)
            .optional(0.3);
    var during = Arbitraries.oneOf(Arbitraries.just(Window.ALWAYS), windows());
    return Combinators.combine(
            zones,
            rotation(),
            length(),
            people().list().ofMaxSize(3),
            known,
            restriction().list().ofMaxSize(2),
            during,
            Arbitraries.integers().between(0, 2))
        .as((zone, rotation, length, groups, turn, restrictions, window, priority) ->
            new Layer("", zone, rotation, length, groups, turn, restrictions, window, priority));
  }

  private static Arbitrary<Rotation> rotation() {
    var interval = Arbitraries.integers().between(1, 5);
    var later = Arbitraries.integers().between(0, 100).optional(0.2);
    var every =
        Combinators.combine(Arbitraries.of(Rotation.Unit.values()), interval, locals(), later)
            .as((unit, n, start, hours) ->
                (Rotation)
                    new Rotation.Every(
                        unit,
                        unit == Rotation.Unit.HOURLY ? n * 3 : n,
                        start,
                        hours.map(start::plusHours)));
    var weekdays =
        Combinators.combine(
                Arbitraries.of(Rotation.Unit.DAILY, Rotation.Unit.WEEKLY, Rotation.Unit.MONTHLY),
                interval,
                locals(),
                days(),
                Arbitraries.of(DayOfWeek.values()))
            .as(Rotation.OnWeekdays::new);
    var monthDays =
        Combinators.combine(
                interval, locals(), Arbitraries.integers().between(1, 31).set().ofMinSize(1))
            .as(Rotation.OnMonthDays::new);
    return Arbitraries.oneOf(
        every,
        weekdays,
        monthDays,
        locals().map(Rotation.Once::new),
        Arbitraries.just(new Rotation.Never()));
  }

  private static Arbitrary<ShiftLength> length() {
    return Arbitraries.oneOf(
        Arbitraries.just(new ShiftLength.UntilHandoff()),
        Combinators.combine(Arbitraries.integers().between(1, 200), Arbitraries.of(Hours.values()))
            .as((hours, by) -> new ShiftLength.Fixed(Duration.ofHours(hours), by)));
  }

  private static Arbitrary<Restriction> restriction() {
    var times =
        Arbitraries.integers().between(0, 95).map(n -> LocalTime.MIDNIGHT.plusMinutes(15L * n));
    var daily = Combinators.combine(days(), times, times).as(Restriction.Daily::new);
    var day = Arbitraries.of(DayOfWeek.values());
    var weekly = Combinators.combine(day, times, day, times).as(Restriction.Weekly::new);
    return Arbitraries.oneOf(daily, weekly);
  }

  private static Arbitrary<ScheduleOverride> override() {
    var ids = Arbitraries.longs().map(id -> new UUID(1, id));
    var some =
        Combinators.combine(ids, windows(), people().map(Set::copyOf), people())
            .filter((id, window, remove, add) -> !remove.isEmpty() || !add.isEmpty())
            .as(ScheduleOverride.People::new);
    var all =
        Combinators.combine(
                ids, windows(), person().map(List::of), Arbitraries.integers().between(0, 2))
            .as(ScheduleOverride.Everybody::new);
    return Arbitraries.oneOf(some, all);
  }

  private static Arbitrary<Swap> swap() {
    var states =
        Arbitraries.oneOf(
            Arbitraries.just(new Swap.State.Offered()),
            person().map(Swap.State.Taken::new),
            Arbitraries.just(new Swap.State.Withdrawn()));
    return Combinators.combine(
            Arbitraries.longs().map(id -> new UUID(2, id)), windows(), person(), states)
        .as(Swap::new);
  }

  private static Arbitrary<UUID> person() {
    return Arbitraries.of(Team.ANA, Team.BEN, Team.CHLOE, Team.DAN);
  }

  private static Arbitrary<List<UUID>> people() {
    return person().list().uniqueElements().ofMaxSize(2);
  }

  private static Arbitrary<Set<DayOfWeek>> days() {
    return Arbitraries.of(DayOfWeek.values()).set().ofMinSize(1);
  }

  private static Arbitrary<LocalDateTime> locals() {
    return Arbitraries.integers()
        .between(0, DAYS * 96)
        .map(quarters -> FIRST_DAY.plusMinutes(15L * quarters));
  }

  private static Arbitrary<Instant> instants() {
    return locals().map(local -> local.toInstant(ZoneOffset.UTC));
  }

  private static Arbitrary<Window> windows() {
    return Combinators.combine(instants(), Arbitraries.integers().between(1, 60 * 96))
        .as((start, quarters) -> new Window(start, start.plus(Duration.ofMinutes(15L * quarters))));
  }
}
