package io.taskcall.sandbox.domain.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void limit_is_reached_by_the_call_after_the_last_allowed() {
    var once = RateLimit.unused(2).call(2, NOON);
    var twice = once.call(2, NOON.plusSeconds(59));
    assertThat(once.remaining()).isEqualTo(1);
    assertThat(twice.exceeded()).isFalse();
    assertThat(twice.call(2, NOON.plusSeconds(59)).exceeded()).isTrue();
  }

  @Test
  void minutes_are_the_calendars() {
    var used = RateLimit.unused(1).call(1, NOON.plusSeconds(59));
    assertThat(used.resetsInSeconds(NOON.plusSeconds(59))).isEqualTo(1);
    assertThat(used.call(1, NOON.plusSeconds(60)).exceeded()).isFalse();
    assertThat(used.resetsInSeconds(NOON)).isEqualTo(60);
  }
}
