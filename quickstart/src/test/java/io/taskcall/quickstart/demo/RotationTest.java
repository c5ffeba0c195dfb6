package io.taskcall.quickstart.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RotationTest {
  /** Nine in the morning of Monday, 5 January 2026, in Berlin. */
  private static final Instant FIRST_HANDOFF = Instant.parse("2026-01-05T08:00:00Z");

  @Test
  void the_first_person_begins_at_the_first_handoff() {
    assertThat(Rotation.DEMO.onCallAt(FIRST_HANDOFF)).isEqualTo("ana@demo.example");
  }

  @Test
  void the_next_person_takes_over_exactly_a_week_later() {
    var handoff = Instant.parse("2026-01-12T08:00:00Z");

    assertThat(Rotation.DEMO.onCallAt(handoff.minusMillis(1))).isEqualTo("ana@demo.example");
    assertThat(Rotation.DEMO.onCallAt(handoff)).isEqualTo("ben@demo.example");
  }

  @Test
  void the_handoff_stays_at_nine_when_the_clocks_change() {
    var summer = Instant.parse("2026-03-30T07:00:00Z");

    assertThat(Rotation.DEMO.onCallAt(summer.minusMillis(1))).isEqualTo("chloe@demo.example");
    assertThat(Rotation.DEMO.onCallAt(summer)).isEqualTo("ana@demo.example");
  }

  @Test
  void the_backup_is_never_the_person_on_call() {
    assertThat(Rotation.DEMO.backupAt(FIRST_HANDOFF)).isEqualTo("ben@demo.example");
  }
}
