package io.taskcall.oncall.domain.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.oncall.domain.rotation.Rotation;
import io.taskcall.oncall.domain.rotation.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LoadTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final UUID ANA = new UUID(0, 1);
  private static final UUID BEN = new UUID(0, 2);

  @Test
  void shifts_nights_and_weekends_are_those_of_the_schedules_clock() {
    var weekly =
        new Rotation.Every(Rotation.Unit.WEEKLY, 1, LocalDateTime.parse("2026-01-05T09:00"));
    var schedule =
        new Schedule(
            new UUID(1, 1),
            new UUID(2, 2),
            "primary",
            BERLIN,
            Options.USUAL,
            List.of(Layer.of("all", BERLIN, weekly, List.of(List.of(ANA), List.of(BEN)))),
            Changes.NONE);
    var fortnight =
        new Window(Instant.parse("2026-01-05T08:00:00Z"), Instant.parse("2026-01-19T08:00:00Z"));
    var loads = Load.of(List.of(schedule), fortnight);
    var week = new Load(1, Duration.ofDays(7), Duration.ofHours(7 * 8), Duration.ofHours(2 * 24));
    assertThat(loads).containsEntry(ANA, week).containsEntry(BEN, week).hasSize(2);
  }

  @Test
  void night_in_which_clocks_go_forward_is_an_hour_shorter() {
    var schedule =
        new Schedule(
            new UUID(1, 1),
            new UUID(2, 2),
            "all",
            BERLIN,
            Options.USUAL,
            List.of(Layer.of("all", BERLIN, new Rotation.Never(), List.of(List.of(ANA)))),
            Changes.NONE);
    var night =
        new Window(Instant.parse("2026-03-28T20:00:00Z"), Instant.parse("2026-03-29T05:00:00Z"));
    assertThat(Load.of(List.of(schedule), night).values())
        .containsExactly(
            new Load(1, Duration.ofHours(9), Duration.ofHours(7), Duration.ofHours(9)));
  }
}
