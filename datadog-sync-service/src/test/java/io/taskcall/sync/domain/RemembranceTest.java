package io.taskcall.sync.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RemembranceTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void what_kafka_may_bring_again_must_be_remembered() {
    assertThat(Remembrance.SHORTEST).isEqualTo(Duration.ofDays(30));
    assertThatThrownBy(() -> new Remembrance(Remembrance.SHORTEST.minusMillis(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("30 days");
  }

  @Test
  void what_was_over_before_the_remembrance_begins_is_past() {
    assertThat(new Remembrance(Remembrance.SHORTEST).beginsAt(NOON))
        .isEqualTo(Instant.parse("2026-01-30T12:00:00Z"));
  }
}
