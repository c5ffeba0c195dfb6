package io.taskcall.oncall.domain.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskcall.contracts.AlertChange;
import io.taskcall.oncall.domain.heartbeat.Heartbeat.State;
import io.taskcall.oncall.domain.heartbeat.Heartbeat.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration FIVE = Duration.ofMinutes(5);

  @Test
  void heartbeat_is_missed_exactly_when_it_is_due() {
    var waiting = heartbeat(Optional.empty(), Optional.empty());
    assertThat(waiting.judge(NOON.minusNanos(1))).isInstanceOf(Verdict.Fine.class);
    assertThat(waiting.judge(NOON)).isInstanceOf(Verdict.Missed.class);
    assertThat(waiting.state()).isEqualTo(State.WAITING);
  }

  @Test
  void same_missed_call_is_the_same_alert_however_late_it_is_noticed() {
    var waiting = heartbeat(Optional.empty(), Optional.empty());
    assertThat(opened(waiting.judge(NOON))).isEqualTo(opened(waiting.judge(NOON.plusSeconds(99))));
    assertThat(opened(waiting.judge(NOON)).details().title()).isEqualTo("No heartbeat: Backup");
    assertThat(opened(waiting.judge(NOON)).details().text()).contains("every 5 min");
  }

  @Test
  void missing_heartbeat_is_fine_until_it_calls_and_then_its_alert_is_over() {
    var missing = heartbeat(Optional.of(NOON.minus(FIVE)), Optional.of(NOON));
    assertThat(missing.judge(NOON.plus(FIVE))).isInstanceOf(Verdict.Fine.class);
    assertThat(missing.state()).isEqualTo(State.MISSING);
    var back = heartbeat(Optional.of(NOON.plusSeconds(1)), Optional.of(NOON));
    assertThat(back.state()).isEqualTo(State.OK);
    var waiting = heartbeat(Optional.empty(), Optional.empty());
    assertThat(back.judge(NOON.plusSeconds(2)))
        .isInstanceOfSatisfying(
            Verdict.Back.class,
            verdict ->
                assertThat(verdict.alert().opening())
                    .isEqualTo(opened(waiting.judge(NOON)).opening()));
  }

  @Test
  void time_during_which_nobody_listened_counts_for_nobody() {
    assertThat(Listening.deafness(NOON, NOON.plusSeconds(2))).isZero();
    assertThat(Listening.deafness(NOON, NOON.plusSeconds(60))).isEqualTo(Duration.ofMinutes(1));
    assertThat(Listening.deafness(NOON, NOON.minusSeconds(3600))).isZero();
  }

  @Test
  void heartbeat_comes_neither_too_often_nor_too_rarely() {
    assertThatThrownBy(() -> heartbeat(Duration.ofSeconds(9)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> heartbeat(Duration.ofDays(32)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(heartbeat(Duration.ofSeconds(10)).every()).isEqualTo(Duration.ofSeconds(10));
  }

  private static AlertChange.Opened opened(Verdict verdict) {
    return ((Verdict.Missed) verdict).alert();
  }

  private static Heartbeat heartbeat(Duration every) {
    return new Heartbeat(
        new UUID(0, 1),
        new UUID(0, 2),
        new UUID(0, 3),
        "Backup",
        every,
        NOON,
        Optional.empty(),
        Optional.empty());
  }

  private static Heartbeat heartbeat(Optional<Instant> seen, Optional<Instant> missed) {
    return new Heartbeat(
        new UUID(0, 1), new UUID(0, 2), new UUID(0, 3), "Backup", FIVE, NOON, seen, missed);
  }
}
