package io.taskcall.oncall.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskcall.contracts.Ids;
import io.taskcall.oncall.domain.rotation.Hours;
import io.taskcall.oncall.domain.rotation.Restriction;
import io.taskcall.oncall.domain.rotation.Rotation;
import io.taskcall.oncall.domain.rotation.ShiftLength;
import io.taskcall.oncall.domain.rotation.Turns;
import io.taskcall.oncall.domain.rotation.Window;
import io.taskcall.oncall.domain.schedule.Layer;
import io.taskcall.oncall.domain.schedule.Options;
import io.taskcall.oncall.domain.schedule.Schedule;
import io.taskcall.oncall.domain.schedule.ScheduleOverride;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulesTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final UUID DEMO = Ids.derive("organization", "demo");
  private static final UUID ANA = Ids.derive("user", DEMO, "ana@demo.example");
  private static final UUID BEN = Ids.derive("user", DEMO, "ben@demo.example");
  private static final LocalDateTime START = LocalDateTime.parse("2026-01-05T09:00");

  @TempDir private Path folder;

  @Test
  void rotation_of_participants_is_one_layer() throws IOException {
    var schedule =
        read(
            """
            key: primary
            timeZone: Europe/Berlin
            rotation: {type: weekly, interval: 2, start: "2026-01-05T09:00"}
            participants: [[ana@demo.example], [ben@demo.example]]
            """);
    var weekly = new Rotation.Every(Rotation.Unit.WEEKLY, 2, START);
    assertThat(schedule.layers())
        .containsExactly(Layer.of("primary", BERLIN, weekly, List.of(List.of(ANA), List.of(BEN))));
    assertThat(schedule.options()).isEqualTo(Options.USUAL);
  }

  @Test
  void layers_have_everything_a_layer_can_have() throws IOException {
    var schedule =
        read(
            """
            key: support
            name: Support
            timeZone: Europe/Berlin
            options: {hours: by_clock, layers: united, restricted: turn_is_kept}
            layers:
              - name: weekends
                rotation: {type: weekly, start: "2026-01-05T09:00", days: [sat, sun], weekStart: sun}
                participants: [[ana@demo.example, ben@demo.example]]
                shiftLength: PT12H
                shiftHours: by_clock
                from: "2026-02-01T00:00"
                until: "2026-03-01T00:00"
                known: {at: "2026-02-01T12:00", group: 1}
                priority: 2
              - name: nights
                timeZone: America/New_York
                participants: [[ben@demo.example]]
                restrictions:
                  - {days: [mon], from: "22:00", to: "06:00"}
                  - {fromDay: fri, from: "22:00", toDay: mon, to: "06:00"}
            """);
    assertThat(schedule.options())
        .isEqualTo(
            new Options(Hours.BY_CLOCK, Options.Layers.UNITED, Options.Restricted.TURN_IS_KEPT));
    var weekends =
        new Rotation.OnWeekdays(
            Rotation.Unit.WEEKLY,
            1,
            START,
            Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
            DayOfWeek.SUNDAY);
    assertThat(schedule.layers())
        .containsExactly(
            Layer.of("weekends", BERLIN, weekends, List.of(List.of(ANA, BEN)))
                .lasting(new ShiftLength.Fixed(Duration.ofHours(12), Hours.BY_CLOCK))
                .during(window("2026-01-31T23:00:00Z", "2026-02-28T23:00:00Z"))
                .knowing(new Turns.Known(Instant.parse("2026-02-01T11:00:00Z"), 0))
                .withPriority(2),
            Layer.of("nights", NEW_YORK, new Rotation.Never(), List.of(List.of(BEN)))
                .restrictedTo(
                    List.of(
                        new Restriction.Daily(
                            Set.of(DayOfWeek.MONDAY), LocalTime.of(22, 0), LocalTime.of(6, 0)),
                        new Restriction.Weekly(
                            DayOfWeek.FRIDAY,
                            LocalTime.of(22, 0),
                            DayOfWeek.MONDAY,
                            LocalTime.of(6, 0)))));
  }

  @Test
  void rotations_are_of_every_kind() throws IOException {
    assertThat(rotation("{type: once, start: \"2026-01-05T09:00\"}"))
        .isEqualTo(new Rotation.Once(START));
    assertThat(
            rotation(
                "{type: hourly, interval: 8, start: \"2026-01-05T09:00\", firstHandoff:"
                    + " \"2026-01-05T10:00\"}"))
        .isEqualTo(
            new Rotation.Every(Rotation.Unit.HOURLY, 8, START, Optional.of(START.plusHours(1))));
    assertThat(rotation("{type: monthly, start: \"2026-01-05T09:00\", monthDays: [1, 15]}"))
        .isEqualTo(new Rotation.OnMonthDays(1, START, Set.of(1, 15)));
  }

  @Test
  void overrides_are_by_the_clock_of_the_schedule() throws IOException {
    var overrides =
        read("""
        key: primary
        timeZone: Europe/Berlin
        layers: []
        overrides:
          - {from: "2026-12-24T12:00", to: "2026-12-27T00:00", remove: [ana@demo.example], add: [ben@demo.example]}
          - {from: "2026-12-31T12:00", to: "2027-01-01T12:00", everybody: [ana@demo.example], priority: 3}
        """)
            .changes()
            .overrides();
    assertThat(overrides)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
        .containsExactly(
            new ScheduleOverride.People(
                DEMO,
                window("2026-12-24T11:00:00Z", "2026-12-26T23:00:00Z"),
                Set.of(ANA),
                List.of(BEN)),
            new ScheduleOverride.Everybody(
                DEMO, window("2026-12-31T11:00:00Z", "2027-01-01T11:00:00Z"), List.of(ANA), 3));
    assertThat(overrides.getFirst().id()).isNotEqualTo(overrides.getLast().id());
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {timeZone: UTC} | schedules[0].key: is missing
          {key: a} | schedules[0].timeZone: is missing
          {key: a, timeZone: UTC, rotation: {type: daily}} | schedules[0].rotation.start: is missing
          {key: a, timeZone: UTC, layers: [{participants: []}]} | schedules[0].layers[0].name: is missing
          {key: a, timeZone: UTC, layers: [{name: b}]} | schedules[0].layers[0].participants: is missing
          {key: a, timeZone: UTC, layers: [], participants: []} | schedules[0].layers: stand instead of rotation and participants, not beside them
          {key: a, timeZone: UTC, layers: [{name: b, participants: [], rotation: {type: daily, start: "2026-01-05T09:00", interval: 0}}]} | schedules[0].layers[0].rotation: a rotation's interval is 1 to 10,000, was 0
          {key: a, timeZone: UTC, layers: [{name: b, participants: [], rotation: {type: hourly, start: "2026-01-05T09:00"}, shiftLength: PT12H1M}]} | schedules[0].layers[0].shiftLength: lets 13 shifts of the rotation overlap; up to 12 may
          {key: a, timeZone: UTC, layers: [{name: b, participants: [], rotation: {type: weekly, start: "2026-01-05T09:00", days: [mon, tue]}, shiftLength: P43D}]} | schedules[0].layers[0].shiftLength: lets 13 shifts of the rotation overlap; up to 12 may
          {key: a, timeZone: UTC, rotation: {type: yearly, start: "+999999999-12-31T23:59"}, participants: []} | schedules[0].rotation.start: is in the years 1970 to 2500, was 999999999
          {key: a, timeZone: UTC, rotation: {type: daily, start: "1969-12-31T23:59"}, participants: []} | schedules[0].rotation.start: is in the years 1970 to 2500, was 1969
          {key: a, timeZone: UTC, layers: [{name: b, participants: [], until: "2501-01-01T00:00"}]} | schedules[0].layers[0].until: is in the years 1970 to 2500, was 2501
          {key: a, timeZone: UTC, layers: [{name: b, participants: [[x]], known: {at: "2501-01-01T00:00", group: 1}}]} | schedules[0].layers[0].known.at: is in the years 1970 to 2500, was 2501
          {key: a, timeZone: UTC, layers: [{name: b, participants: [], restrictions: [{days: [mon], from: "09:00"}]}]} | schedules[0].layers[0].restrictions[0].to: is missing
          {key: a, timeZone: UTC, layers: [{name: b, participants: [[x]], known: {at: "2026-01-05T09:00", group: 2}}]} | schedules[0].layers[0].known.group: is 1 to 1, was 2
          {key: a, timeZone: UTC, layers: [{name: b, participants: []}, {name: b, participants: []}]} | schedules[0]: two layers of a schedule have the same name
          {key: a, timeZone: UTC, layers: [], overrides: [{from: "2026-01-05T09:00", to: "2026-01-05T09:00", add: [x]}]} | schedules[0].overrides[0]: an override ends after it starts
          """)
  void mistake_names_its_field(String schedule, String message) {
    assertThatThrownBy(() -> read(schedule))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith(": " + message);
  }

  @Test
  void unknown_word_or_field_is_refused_with_its_place() {
    assertThatThrownBy(() -> rotation("{type: fortnightly, start: \"2026-01-05T09:00\"}"))
        .hasMessageContaining("schedules[0].rotation.type: is one of once, hourly,")
        .hasMessageContaining("fortnightly");
    assertThatThrownBy(() -> read("{key: a, timeZone: UTC, layer: []}"))
        .hasMessageContaining("schedules[0].layer: is not known");
  }

  private Rotation rotation(String rotation) throws IOException {
    return read("{key: a, timeZone: UTC, participants: [], rotation: " + rotation + "}")
        .layers()
        .getFirst()
        .rotation();
  }

  private Schedule read(String schedule) throws IOException {
    var file = folder.resolve("setup.yaml");
    Files.writeString(
        file, "organization: {key: demo}\nschedules:\n  -\n" + schedule.strip().indent(4));
    return Wanted.in(file).schedules().values().iterator().next();
  }

  private static Window window(String start, String end) {
    return new Window(Instant.parse(start), Instant.parse(end));
  }
}
