package io.taskcall.oncall.domain.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
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
import org.jspecify.annotations.Nullable;

/** Counting by jumps is counting one by one. */
class TurnCountProperties {
  @Property(tries = 400)
  void turns_counted_by_jumps_are_those_counted_one_by_one(
      @ForAll("layers") Given given,
      @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 0, max = 3000) Integer> asked) {
    int last = asked.stream().max(Integer::compareTo).orElseThrow();
    var voidsBefore = new int[last + 1];
    for (int turn = 0; turn < last; turn++) {
      voidsBefore[turn + 1] = voidsBefore[turn] + (isVoid(given, turn) ? 1 : 0);
    }
    var shifts = given.shifts();
    var count = new TurnCount(shifts, 0, 0);
    for (int turn : asked) {
      assertThat(count.at(turn)).as("turn %d", turn).isEqualTo(turn - voidsBefore[turn]);
      assertThat(new TurnCount(shifts, turn, 5).at(0)).isEqualTo(5 - turn + voidsBefore[turn]);
    }
  }

  /** What turns are counted of. */
  record Given(
      Rotation.Recurring rotation,
      ZoneId zone,
      ShiftLength length,
      List<Restriction> restrictions,
      Hours hours,
      boolean keeping) {
    Shifts shifts() {
      return in(zone, hours);
    }

    /** The same where clocks never change. */
    Shifts still() {
      return in(ZoneOffset.UTC, Hours.BY_CLOCK);
    }

    private Shifts in(ZoneId other, Hours by) {
      var beats = Shifts.beats(rotation, other, by);
      return new Shifts(beats, other, length, OpeningHours.of(restrictions, other), keeping);
    }
  }

  /** The next turn begins at once, or all its shifts are outside the hours. */
  private static boolean isVoid(Given given, long turn) {
    var shifts = given.shifts();
    var first = shifts.beats().first(turn);
    var next = shifts.beats().first(turn + 1);
    if (first == null || next == null || first.at().equals(next.at())) {
      return true;
    }
    return given.keeping() && isClosed(shifts.goByTheCalendar() ? given.still() : shifts, turn);
  }

  private static boolean isClosed(Shifts shifts, long turn) {
    var beats = shifts.beats();
    for (@Nullable Beat beat = beats.first(turn);
        beat != null && beats.turn(beat) == turn;
        beat = beats.next(beat)) {
      if (shifts.hours().touch(new Window(beat.at(), shifts.end(beat)))) {
        return false;
      }
    }
    return true;
  }

  @Provide
  Arbitrary<Given> layers() {
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
    return Combinators.combine(
            rotations(),
            zones,
            lengths,
            restriction().list().ofMaxSize(3),
            hours(),
            Arbitraries.of(true, false))
        .as(Given::new);
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
