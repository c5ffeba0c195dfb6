package io.taskcall.sync.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Pace PACE = new Pace(Duration.ofSeconds(10), Duration.ofSeconds(40));

  @Test
  void the_pause_grows_while_there_is_nothing_and_is_short_again_after_news() {
    var pause = PACE.next(Duration.ZERO, false);
    assertThat(pause).isEqualTo(Duration.ofSeconds(10));
    pause = PACE.next(pause, false);
    assertThat(pause).isEqualTo(Duration.ofSeconds(15));
    assertThat(PACE.next(Duration.ofSeconds(30), false)).isEqualTo(Duration.ofSeconds(40));
    assertThat(PACE.next(Duration.ofSeconds(40), true)).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void pauses_that_shrink_are_refused() {
    assertThatThrownBy(() -> new Pace(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .hasMessageContaining("may not shrink");
  }
}
