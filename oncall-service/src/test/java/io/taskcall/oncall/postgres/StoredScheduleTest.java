package io.taskcall.oncall.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.oncall.domain.rotation.Hours;
import io.taskcall.oncall.domain.rotation.Restriction;
import io.taskcall.oncall.domain.rotation.Rotation;
import io.taskcall.oncall.domain.rotation.ShiftLength;
import io.taskcall.oncall.domain.rotation.Turns;
import io.taskcall.oncall.domain.rotation.Window;
import io.taskcall.oncall.domain.schedule.Changes;
import io.taskcall.oncall.domain.schedule.Layer;
import io.taskcall.oncall.domain.schedule.Options;
import io.taskcall.oncall.domain.schedule.Schedule;
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

class StoredScheduleTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalDateTime START = LocalDateTime.parse("2026-01-05T09:00");
  private static final UUID ANA = new UUID(0, 1);
  private static final UUID BEN = new UUID(0, 2);
  private static final Set<DayOfWeek> DAYS = Set.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

  @Test
  void row_from_before_there_were_layers_still_reads() {
    var row =
        """
        {"id": "00000000-0000-0000-0000-000000000009",
         "organizationId": "00000000-0000-0000-0000-000000000008",
         "name": "primary", "zone": "Europe/Berlin",
         "rotation": {"unit": "WEEKLY", "interval": 2, "start": "2026-01-05T09:00:00"},
         "participants": [["00000000-0000-0000-0000-000000000001"],
                          ["00000000-0000-0000-0000-000000000002"]]}
        """;
    var weekly = new Rotation.Every(Rotation.Unit.WEEKLY, 2, START);
    var layer = Layer.of("primary", BERLIN, weekly, List.of(List.of(ANA), List.of(BEN)));
    assertThat(Json.read(StoredSchedule.class, row).schedule()).isEqualTo(schedule(List.of(layer)));
  }

  @Test
  void schedule_of_every_kind_of_layer_reads_as_it_was_written() {
    var february = Instant.parse("2026-02-01T00:00:00Z");
    var schedule =
        schedule(
            List.of(
                layer("never", new Rotation.Never()),
                layer("once", new Rotation.Once(START))
                    .lasting(new ShiftLength.Fixed(Duration.ofHours(12), Hours.BY_CLOCK)),
                layer("every", every(Optional.of(START.plusHours(1)))).withPriority(7),
                layer("weekdays", onWeekdays())
                    .during(Window.from(february))
                    .knowing(new Turns.Known(february, 1)),
                layer("days of months", new Rotation.OnMonthDays(1, START, Set.of(1, 31)))
                    .restrictedTo(List.of(daily(), weekly()))));
    var row = Json.data(StoredSchedule.of(schedule));
    assertThat(Json.read(StoredSchedule.class, row).schedule()).isEqualTo(schedule);
  }

  private static Rotation every(Optional<LocalDateTime> firstHandoff) {
    return new Rotation.Every(Rotation.Unit.HOURLY, 3, START, firstHandoff);
  }

  private static Rotation onWeekdays() {
    return new Rotation.OnWeekdays(Rotation.Unit.WEEKLY, 1, START, DAYS, DayOfWeek.SUNDAY);
  }

  private static Restriction daily() {
    return new Restriction.Daily(DAYS, LocalTime.of(9, 0), LocalTime.of(17, 0));
  }

  private static Restriction weekly() {
    return new Restriction.Weekly(
        DayOfWeek.FRIDAY, LocalTime.of(22, 0), DayOfWeek.MONDAY, LocalTime.of(6, 0));
  }

  private static Layer layer(String name, Rotation rotation) {
    return Layer.of(name, BERLIN, rotation, List.of(List.of(ANA, BEN)));
  }

  private static Schedule schedule(List<Layer> layers) {
    return new Schedule(
        new UUID(0, 9), new UUID(0, 8), "primary", BERLIN, Options.USUAL, layers, Changes.NONE);
  }
}
