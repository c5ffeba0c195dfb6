package io.taskcall.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OrderTest {
  @Test
  void alert_is_worse_than_no_data_is_worse_than_warning() {
    assertThat(Level.ALERT.isWorseThan(Level.NO_DATA)).isTrue();
    assertThat(Level.NO_DATA.isWorseThan(Level.WARN)).isTrue();
    assertThat(Level.WARN.isWorseThan(Level.WARN)).isFalse();
  }

  @Test
  void p1_is_higher_than_p5() {
    assertThat(Priority.P1.isHigherThan(Priority.P5)).isTrue();
    assertThat(Priority.P3.isHigherThan(Priority.P3)).isFalse();
    assertThat(Priority.P5.isHigherThan(Priority.P4)).isFalse();
  }
}
