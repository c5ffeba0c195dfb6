package io.taskcall.oncall.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void at_ten_a_second_ten_go_at_once_and_one_every_tenth_of_a_second() {
    var pace = new Pace(10, NOON);
    assertThat(pace.take(24, NOON)).isEqualTo(10);
    assertThat(pace.take(24, NOON.plusMillis(99))).isZero();
    assertThat(pace.take(24, NOON.plusMillis(100))).isEqualTo(1);
    assertThat(pace.take(24, NOON.plusSeconds(60))).isEqualTo(10);
  }

  @Test
  void less_than_one_a_second_is_one_every_few_seconds() {
    var pace = new Pace(0.5, NOON);
    assertThat(pace.take(5, NOON)).isEqualTo(1);
    assertThat(pace.take(5, NOON.plusMillis(1999))).isZero();
    assertThat(pace.take(5, NOON.plusMillis(2000))).isEqualTo(1);
  }

  @Test
  void what_was_not_needed_is_there_for_the_next() {
    var pace = new Pace(10, NOON);
    assertThat(pace.take(8, NOON)).isEqualTo(8);
    pace.giveBack(6);
    assertThat(pace.take(24, NOON)).isEqualTo(8);
    pace.giveBack(-2);
    assertThat(pace.take(24, NOON.plusMillis(200))).isZero();
  }

  @Test
  void clock_that_steps_back_neither_stops_nor_opens_it() {
    var pace = new Pace(10, NOON);
    assertThat(pace.take(10, NOON)).isEqualTo(10);
    assertThat(pace.take(10, NOON.minusSeconds(3600))).isZero();
    assertThat(pace.take(10, NOON.minusSeconds(3599))).isEqualTo(10);
  }

  @Test
  void without_a_limit_everything_goes() {
    assertThat(Pace.unlimited().take(1000, NOON)).isEqualTo(1000);
    assertThatThrownBy(() -> new Pace(0, NOON)).isInstanceOf(IllegalArgumentException.class);
  }
}
