package io.taskcall.sync.domain;

import static io.taskcall.sync.domain.Given.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private static final Breaker.Rule RULE = new Breaker.Rule(2, Duration.ofSeconds(15));

  @Test
  void a_site_is_left_alone_after_so_many_failures_in_a_row() {
    var once = Breaker.CLOSED.failed(RULE, NOON);
    assertThat(once.lets(NOON)).isTrue();
    assertThat(once.answered().failed(RULE, NOON).lets(NOON)).as("not in a row").isTrue();
    var twice = once.failed(RULE, NOON);
    assertThat(twice.lets(NOON.plusSeconds(15).minusNanos(1))).isFalse();
    assertThat(twice.lets(NOON.plusSeconds(15))).isTrue();
  }

  @Test
  void one_asks_a_site_that_was_left_alone_and_all_do_once_it_answers() {
    var open = Breaker.CLOSED.failed(RULE, NOON).failed(RULE, NOON);
    var later = NOON.plusSeconds(15);
    var probed = open.asked(RULE, later);
    assertThat(probed.lets(later.plusSeconds(1))).isFalse();
    assertThat(probed.answered().lets(later.plusSeconds(1))).isTrue();
    assertThat(probed.failed(RULE, later).lets(later.plusSeconds(14))).isFalse();
    assertThat(Breaker.CLOSED.asked(RULE, NOON)).isEqualTo(Breaker.CLOSED);
  }

  @Test
  void a_rule_that_leaves_every_site_alone_is_refused() {
    assertThatThrownBy(() -> new Breaker.Rule(0, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
