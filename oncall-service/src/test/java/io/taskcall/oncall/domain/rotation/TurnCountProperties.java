package io.taskcall.oncall.domain.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Counting by jumps is counting one by one. */
class TurnCountProperties {
  @Property(tries = 400)
  void turns_counted_by_jumps_are_those_counted_one_by_one(
      @ForAll("shifts") Shifts shifts,
      @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 0, max = 3000) Integer> asked) {
    int last = asked.stream().max(Integer::compareTo).orElseThrow();
    var voidsBefore = new int[last + 1];
    for (int turn = 0; turn < last; turn++) {
      voidsBefore[turn + 1] = voidsBefore[turn] + (shifts.isVoid(turn) ? 1 : 0);
    }
    var count = new TurnCount(shifts, 0, 0);
    for (int turn : asked) {
      assertThat(count.at(turn)).as("turn %d", turn).isEqualTo(turn - voidsBefore[turn]);
      assertThat(new TurnCount(shifts, turn, 5).at(0)).isEqualTo(5 - turn + voidsBefore[turn]);
    }
  }

  @Provide
  Arbitrary<Shifts> shifts() {
    var zones =
        Arbitraries.of(
                "UTC",
                "Europe/Berlin",
                "America/New_York",
                "Australia/Lord_Howe",
                "Africa/Casablanca",
                "Pacific/Apia",
                "Antarctica/Troll")
            .map(ZoneId::of);
    var lengths =
        Arbitraries.oneOf(
            Arbitraries.just((ShiftLength) new ShiftLength.UntilHandoff()),
            Combinators.combine(Arbitraries.integers().between(1, 60), hours())
                .as((length, by) -> new ShiftLength.Fixed(Duration.ofHours(length), by)));
    var restrictions = restriction().list().ofMaxSize(3);
    return Combinators.combine(
            rotations(), zones, lengths, restrictions, hours(), Arbitraries.of(true, false))
        .as((rotation, zone, length, hours, by, keeping) ->
            new Shifts(
                Shifts.beats(rotation, zone, by),
                zone,
                length,
                OpeningHours.of(hours, zone),
                keeping));
  }

  private static Arbitrary<Hours> hours() {
    return Arbitraries.of(Hours.values());
  }

  private static Arbitrary<Rotation.Recurring> rotations() {
    var interval =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.integers().between(1, 3)),
            Tuple.of(1, Arbitraries.integers().between(4, 30)));
    var every =
        Combinators.combine(
                Arbitraries.of(Rotation.Unit.values()), interval, starts(), afterStart())
            .as((unit, n, start, later) ->
                (Rotation.Recurring)
                    new Rotation.Every(unit, n, start, later.map(start::plusHours)));
    var weekdays =
        Combinators.combine(
                Arbitraries.of(Rotation.Unit.DAILY, Rotation.Unit.WEEKLY, Rotation.Unit.MONTHLY),
                interval,
                starts(),
                days(),
                Arbitraries.of(DayOfWeek.values()))
            .as(Rotation.OnWeekdays::new);
    return Arbitraries.oneOf(every, weekdays);
  }

  private static Arbitrary<LocalDateTime> starts() {
    var day = LocalDateTime.parse("2011-10-01T00:00");
    return Arbitraries.integers()
        .between(0, 4 * 24 * 120)
        .map(quarters -> day.plusMinutes(15L * quarters));
  }

  private static Arbitrary<Optional<Integer>> afterStart() {
    return Arbitraries.integers().between(0, 100).optional(0.3);
  }

  private static Arbitrary<Set<DayOfWeek>> days() {
    return Arbitraries.of(DayOfWeek.values()).set().ofMinSize(1);
  }

  private static Arbitrary<Restriction> restriction() {
    var times =
        Arbitraries.integers().between(0, 95).map(n -> LocalTime.MIDNIGHT.plusMinutes(15L * n));
    var daily = Combinators.combine(days(), times, times).as(Restriction.Daily::new);
    var day = Arbitraries.of(DayOfWeek.values());
    var weekly = Combinators.combine(day, times, day, times).as(Restriction.Weekly::new);
    return Arbitraries.oneOf(daily, weekly);
  }
}
