package io.taskcall.oncall.domain.schedule;

import static io.taskcall.oncall.domain.schedule.Team.ANA;
import static io.taskcall.oncall.domain.schedule.Team.ANA_BEN;
import static io.taskcall.oncall.domain.schedule.Team.BEN;
import static io.taskcall.oncall.domain.schedule.Team.CHLOE;
import static io.taskcall.oncall.domain.schedule.Team.UTC;
import static io.taskcall.oncall.domain.schedule.Team.every;
import static io.taskcall.oncall.domain.schedule.Team.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.oncall.domain.rotation.Rotation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who is told that they come on call. Ana and Ben take turns, from noon to noon. */
class HandoffNoticeTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Instant HANDOFF = Instant.parse("2026-03-02T12:00:00Z");

  @Test
  void person_is_told_exactly_when_it_is_due_and_not_before() {
    var schedule = daily(Changes.NONE, HOUR);
    assertThat(HandoffNotice.due(schedule, HANDOFF.minus(HOUR).minusNanos(1))).isEmpty();
    assertThat(HandoffNotice.due(schedule, HANDOFF.minus(HOUR)))
        .singleElement()
        .satisfies(notice -> {
          assertThat(notice.person()).isEqualTo(BEN);
          assertThat(notice.begins()).isEqualTo(HANDOFF);
          assertThat(notice.until()).contains(HANDOFF.plus(DAY));
        });
  }

  @Test
  void notice_is_the_same_whenever_it_is_looked_for() {
    var schedule = daily(Changes.NONE, HOUR);
    var first = HandoffNotice.due(schedule, HANDOFF.minus(HOUR)).getFirst();
    var later = HandoffNotice.due(schedule, HANDOFF.plusSeconds(60)).getFirst();
    assertThat(later.id()).isEqualTo(first.id());
    assertThat(HandoffNotice.due(schedule, HANDOFF.plus(HOUR))).isEmpty();
  }

  @Test
  void at_the_handoff_is_another_notice_than_a_day_before() {
    var schedule = daily(Changes.NONE, DAY, Duration.ZERO);
    assertThat(ahead(schedule, HANDOFF.minusNanos(1))).containsExactly(DAY);
    // Ana's next turn begins a day later, exactly.
    assertThat(ahead(schedule, HANDOFF)).containsExactly(Duration.ZERO, DAY);
  }

  @Test
  void whoever_is_put_on_call_late_is_told_at_once_and_only_once() {
    var override =
        new ScheduleOverride.People(
            new UUID(0, 20),
            window("2026-03-02T11:00:00Z", "2026-03-02T11:30:00Z"),
            Set.of(ANA),
            List.of(CHLOE));
    var changes = new Changes(List.of(override), List.of(), List.of());
    var schedule = daily(changes, DAY, HOUR);
    var told =
        HandoffNotice.due(schedule, Instant.parse("2026-03-02T10:50:00Z")).stream()
            .filter(notice -> notice.person().equals(CHLOE))
            .toList();
    assertThat(told).singleElement().satisfies(n -> assertThat(n.ahead()).isEqualTo(HOUR));
  }

  @Test
  void who_stays_on_call_is_not_told_and_nobody_is_where_no_notices_are_wanted() {
    var stays =
        new Schedule(
            new UUID(0, 9),
            new UUID(0, 8),
            "team",
            UTC,
            Options.USUAL,
            List.of(
                Layer.of(
                    "one",
                    UTC,
                    every(Rotation.Unit.DAILY, 1, "2026-03-01T12:00"),
                    List.of(List.of(ANA)))),
            Changes.NONE,
            List.of(DAY));
    assertThat(HandoffNotice.due(stays, HANDOFF)).isEmpty();
    assertThat(HandoffNotice.due(daily(Changes.NONE), HANDOFF)).isEmpty();
  }

  private static List<Duration> ahead(Schedule schedule, Instant now) {
    return HandoffNotice.due(schedule, now).stream().map(HandoffNotice::ahead).toList();
  }

  private static Schedule daily(Changes changes, Duration... notices) {
    var layer = Layer.of("days", UTC, every(Rotation.Unit.DAILY, 1, "2026-03-01T12:00"), ANA_BEN);
    return new Schedule(
        new UUID(0, 9),
        new UUID(0, 8),
        "team",
        UTC,
        Options.USUAL,
        List.of(layer),
        changes,
        List.of(notices));
  }
}
