package io.taskcall.bench.schedule;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;

import io.taskcall.oncall.domain.rotation.Hours;
import io.taskcall.oncall.domain.rotation.Restriction;
import io.taskcall.oncall.domain.rotation.Rotation;
import io.taskcall.oncall.domain.rotation.Rotation.Unit;
import io.taskcall.oncall.domain.rotation.Window;
import io.taskcall.oncall.domain.schedule.Changes;
import io.taskcall.oncall.domain.schedule.Layer;
import io.taskcall.oncall.domain.schedule.Options;
import io.taskcall.oncall.domain.schedule.Schedule;
import io.taskcall.oncall.domain.schedule.ScheduleOverride;
import io.taskcall.oncall.domain.schedule.Swap;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A schedule that follows the sun: three offices by day, one rotation for the weekends, one for
 * whatever is left; an override every week and a swap every month.
 */
final class FiveLayers {
  private FiveLayers() {}

  /** Its rotations began in {@code since}; changes are spread over {@code year}. */
  static Schedule since(String since, Window year) {
    var start = LocalDateTime.parse(since);
    var layers =
        List.of(
            office("Europe", "Europe/Berlin", start),
            office("America", "America/New_York", start),
            office("Asia", "Asia/Kolkata", start),
            Layer.of("weekends", ZoneId.of("Europe/Berlin"), weekly(start), groups(20))
                .restrictedTo(List.of(daily(EnumSet.of(SATURDAY, SUNDAY), 0, 0)))
                .withPriority(1),
            Layer.of("rest", ZoneId.of("UTC"), weekly(start), groups(30)));
    var options =
        new Options(Hours.BY_CLOCK, Options.Layers.BY_PRIORITY, Options.Restricted.TURN_IS_KEPT);
    return new Schedule(
        person(1_000),
        person(1_001),
        "follow the sun",
        ZoneId.of("UTC"),
        options,
        layers,
        changes(year));
  }

  /** Hours by the clock of an office that is open on workdays: the dearest there is to count. */
  static Schedule hourlySince(String since) {
    var layer =
        Layer.of(
                "hourly",
                ZoneId.of("Europe/Berlin"),
                new Rotation.Every(Unit.HOURLY, 1, LocalDateTime.parse(since)),
                groups(10))
            .restrictedTo(List.of(daily(EnumSet.range(MONDAY, FRIDAY), 9, 17)));
    var options =
        new Options(Hours.BY_CLOCK, Options.Layers.UNITED, Options.Restricted.TURN_IS_KEPT);
    return new Schedule(
        person(1_000),
        person(1_001),
        "hourly",
        ZoneId.of("UTC"),
        options,
        List.of(layer),
        Changes.NONE);
  }

  private static Layer office(String name, String zone, LocalDateTime start) {
    var rotation = new Rotation.Every(Unit.DAILY, 1, start);
    return Layer.of(name, ZoneId.of(zone), rotation, groups(name.length()))
        .restrictedTo(List.of(daily(EnumSet.range(MONDAY, FRIDAY), 9, 17)))
        .withPriority(2);
  }

  private static Rotation weekly(LocalDateTime start) {
    return new Rotation.Every(Unit.WEEKLY, 1, start);
  }

  private static Restriction daily(Set<DayOfWeek> days, int from, int to) {
    return new Restriction.Daily(days, LocalTime.of(from, 0), LocalTime.of(to, 0));
  }

  private static Changes changes(Window year) {
    List<ScheduleOverride> overrides =
        IntStream.range(0, 52)
            .<ScheduleOverride>mapToObj(week ->
                new ScheduleOverride.People(
                    person(2_000 + week),
                    window(year, week * 7),
                    Set.of(person(20 + week % 7)),
                    List.of(person(40))))
            .toList();
    var swaps =
        IntStream.range(0, 12)
            .mapToObj(month ->
                new Swap(
                    person(3_000 + month),
                    window(year, 3 + month * 30),
                    person(30 + month),
                    new Swap.State.Taken(person(41))))
            .toList();
    return new Changes(overrides, List.of(), swaps);
  }

  private static Window window(Window year, int day) {
    var start = year.start().plus(Duration.ofDays(day));
    return new Window(start, start.plus(Duration.ofHours(20)));
  }

  private static List<List<UUID>> groups(int first) {
    return IntStream.range(first, first + 7).mapToObj(one -> List.of(person(one))).toList();
  }

  private static UUID person(int number) {
    return new UUID(0, number);
  }
}
