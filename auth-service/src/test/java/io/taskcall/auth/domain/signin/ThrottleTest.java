package io.taskcall.auth.domain.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Throttle THROTTLE =
      new Throttle(3, Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofHours(1));

  @Test
  void first_wrong_passwords_cost_nothing() {
    assertThat(THROTTLE.wait(new Failures(2, NOON), NOON)).isEmpty();
  }

  @Test
  void each_further_one_doubles_the_wait_up_to_the_longest() {
    assertThat(THROTTLE.wait(new Failures(3, NOON), NOON)).contains(Duration.ofSeconds(1));
    assertThat(THROTTLE.wait(new Failures(4, NOON), NOON)).contains(Duration.ofSeconds(2));
    assertThat(THROTTLE.wait(new Failures(6, NOON), NOON)).contains(Duration.ofSeconds(8));
    assertThat(THROTTLE.wait(new Failures(7, NOON), NOON)).contains(Duration.ofSeconds(10));
    assertThat(THROTTLE.wait(new Failures(1_000_000, NOON), NOON)).contains(Duration.ofSeconds(10));
  }

  @Test
  void try_exactly_when_the_wait_is_over_is_looked_at() {
    assertThat(THROTTLE.wait(new Failures(4, NOON), NOON.plusSeconds(2))).isEmpty();
    assertThat(THROTTLE.wait(new Failures(4, NOON), NOON.plusMillis(1_999)))
        .contains(Duration.ofMillis(1));
  }

  @Test
  void old_failures_are_forgotten() {
    assertThat(THROTTLE.oneMore(new Failures(9, NOON), NOON.plus(Duration.ofHours(1))))
        .isEqualTo(new Failures(1, NOON.plus(Duration.ofHours(1))));
    assertThat(THROTTLE.oneMore(new Failures(9, NOON), NOON.plus(Duration.ofMinutes(59))).count())
        .isEqualTo(10);
  }

  @Test
  void nobody_waits_longer_than_the_longest_however_many_others_guess() {
    var failures = Failures.NONE;
    int looked = 0;
    for (int i = 0; i < 1_000; i++) {
      var at = NOON.plusMillis(i * 10L);
      if (THROTTLE.wait(failures, at).isEmpty()) {
        failures = THROTTLE.oneMore(failures, at);
        looked++;
      }
    }
    assertThat(looked).isLessThan(8);
    assertThat(THROTTLE.wait(failures, NOON.plusSeconds(10)).orElse(Duration.ZERO))
        .isLessThanOrEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void browser_that_was_signed_in_before_is_counted_apart_from_strangers() {
    var longest = Duration.ofMinutes(1);
    var stranger = new Attempt("Ana@demo.example ", "192.0.2.1", Optional.empty());
    var known = new Attempt("ana@demo.example", "192.0.2.1", Optional.of("device"));
    assertThat(stranger.counters(longest)).hasSize(3);
    assertThat(known.counters(longest).keySet())
        .hasSize(1)
        .doesNotContainAnyElementsOf(stranger.counters(longest).keySet());
    assertThat(stranger.counters(longest).keySet())
        .isEqualTo(
            new Attempt("ana@demo.example", "192.0.2.1", Optional.empty())
                .counters(longest)
                .keySet());
  }
}
