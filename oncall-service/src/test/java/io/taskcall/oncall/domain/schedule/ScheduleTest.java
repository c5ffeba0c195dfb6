package io.taskcall.oncall.domain.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.oncall.domain.rotation.Rotation;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final UUID ANA = new UUID(0, 1);
  private static final UUID BEN = new UUID(0, 2);

  @Test
  void turn_begins_exactly_at_the_handoff() {
    var weekly = schedule(Rotation.Unit.WEEKLY, "2026-01-05T09:00");
    assertThat(who(weekly, "2026-01-12T07:59:59.999Z")).containsExactly(ANA);
    assertThat(who(weekly, "2026-01-12T08:00:00Z")).containsExactly(BEN);
    assertThat(who(weekly, "2026-01-19T08:00:00Z")).containsExactly(ANA);
  }

  @Test
  void nobody_is_on_call_before_the_first_handoff() {
    var weekly = schedule(Rotation.Unit.WEEKLY, "2026-01-05T09:00");
    assertThat(who(weekly, "2026-01-05T07:59:59Z")).isEmpty();
    assertThat(who(weekly, "2026-01-05T08:00:00Z")).containsExactly(ANA);
  }

  @Test
  void handoff_stays_at_the_same_hour_of_the_wall_clock_in_summer() {
    var weekly = schedule(Rotation.Unit.WEEKLY, "2026-03-23T09:00");
    assertThat(who(weekly, "2026-03-30T06:59:59Z")).containsExactly(ANA);
    assertThat(who(weekly, "2026-03-30T07:00:00Z")).containsExactly(BEN);
  }

  @Test
  void handoff_in_the_skipped_hour_of_spring_happens_once_at_its_end() {
    var daily = schedule(Rotation.Unit.DAILY, "2026-03-28T02:30");
    assertThat(who(daily, "2026-03-29T00:59:59Z")).containsExactly(ANA);
    assertThat(who(daily, "2026-03-29T01:00:00Z")).containsExactly(BEN);
    assertThat(who(daily, "2026-03-30T00:29:59Z")).containsExactly(BEN);
    assertThat(who(daily, "2026-03-30T00:30:00Z")).containsExactly(ANA);
  }

  @Test
  void handoff_in_the_repeated_hour_of_autumn_happens_at_its_first_occurrence() {
    var daily = schedule(Rotation.Unit.DAILY, "2026-10-24T02:30");
    assertThat(who(daily, "2026-10-25T00:29:59Z")).containsExactly(ANA);
    assertThat(who(daily, "2026-10-25T00:30:00Z")).containsExactly(BEN);
    assertThat(who(daily, "2026-10-25T01:30:00Z")).containsExactly(BEN);
  }

  @Test
  void hourly_turns_last_an_hour_even_when_the_clock_is_changed() {
    var hourly = schedule(Rotation.Unit.HOURLY, "2026-10-25T01:00");
    assertThat(who(hourly, "2026-10-24T23:30:00Z")).containsExactly(ANA);
    assertThat(who(hourly, "2026-10-25T00:30:00Z")).containsExactly(BEN);
    assertThat(who(hourly, "2026-10-25T01:30:00Z")).containsExactly(ANA);
  }

  private static Schedule schedule(Rotation.Unit unit, String start) {
    return new Schedule(
        new UUID(0, 9),
        new UUID(0, 8),
        "primary",
        BERLIN,
        Options.USUAL,
        List.of(
            Layer.of(
                "primary",
                BERLIN,
                new Rotation.Every(unit, 1, LocalDateTime.parse(start)),
                List.of(List.of(ANA), List.of(BEN)))),
        Changes.NONE);
  }

  private static List<UUID> who(Schedule schedule, String at) {
    return switch (OnCall.at(schedule, Instant.parse(at))) {
      case OnCall.People people -> people.userIds();
      case OnCall.Nobody _ -> List.of();
    };
  }
}
