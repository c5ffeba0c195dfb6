package io.taskcall.sync.domain;

import static io.taskcall.sync.domain.Given.NOON;
import static io.taskcall.sync.domain.Given.call;
import static io.taskcall.sync.domain.Given.link;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskcall.contracts.IncidentSnapshot.Status;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private static final Patience PATIENCE =
      new Patience(
          Duration.ofSeconds(1), Duration.ofMinutes(2), Duration.ofDays(3), Duration.ofMinutes(10));

  private static Call attempt(int number) {
    return call(link(Status.RESOLVED), new Wish.Look(), number);
  }

  @Test
  void the_wait_doubles_with_each_try_up_to_the_longest() {
    var down = new Answer.Unavailable("502 Bad Gateway");
    assertThat(PATIENCE.judge(attempt(1), down, Hold.Scope.READ, NOON).fate())
        .isEqualTo(new Fate.Again(NOON.plusSeconds(1), "502 Bad Gateway"));
    assertThat(PATIENCE.judge(attempt(4), down, Hold.Scope.READ, NOON).fate())
        .isEqualTo(new Fate.Again(NOON.plusSeconds(8), "502 Bad Gateway"));
    assertThat(PATIENCE.judge(attempt(8), down, Hold.Scope.READ, NOON).fate())
        .isEqualTo(new Fate.Again(NOON.plusSeconds(120), "502 Bad Gateway"));
    assertThat(PATIENCE.judge(attempt(Integer.MAX_VALUE), down, Hold.Scope.READ, NOON).fate())
        .isEqualTo(new Fate.Again(NOON.plusSeconds(120), "502 Bad Gateway"));
  }

  @Test
  void a_call_is_tried_until_its_time_is_over_and_then_parked() {
    var down = new Answer.Unavailable("down");
    var end = NOON.plus(Duration.ofDays(3));
    assertThat(PATIENCE.judge(attempt(9), down, Hold.Scope.READ, end.minusMillis(1)).fate())
        .isInstanceOf(Fate.Again.class);
    assertThat(PATIENCE.judge(attempt(9), down, Hold.Scope.READ, end).fate())
        .isInstanceOf(Fate.Parked.class);
  }

  @Test
  void what_datadog_refuses_is_parked_with_its_reason() {
    var verdict =
        PATIENCE.judge(attempt(1), new Answer.Refused(404, "Not found"), Hold.Scope.READ, NOON);
    assertThat(verdict.fate()).isEqualTo(new Fate.Parked("404: Not found"));
    assertThat(verdict.hold()).isEmpty();
  }

  @Test
  void a_rate_limit_holds_all_calls_of_the_integration_as_long_as_datadog_says() {
    var verdict =
        PATIENCE.judge(
            attempt(1), new Answer.Throttled(Duration.ofSeconds(7)), Hold.Scope.WRITE, NOON);
    assertThat(verdict.fate()).isEqualTo(new Fate.Again(NOON.plusSeconds(7), "rate limited"));
    assertThat(verdict.hold())
        .contains(new Hold(NOON.plusSeconds(7), "rate limited", Hold.Scope.WRITE));
  }

  @Test
  void being_let_in_no_more_stops_the_calls_and_loses_none() {
    var verdict =
        PATIENCE.judge(attempt(1), new Answer.Unauthorized("403 Forbidden"), Hold.Scope.READ, NOON);
    assertThat(verdict.fate()).isInstanceOf(Fate.Again.class);
    assertThat(verdict.hold().map(Hold::until))
        .isEqualTo(Optional.of(NOON.plus(Duration.ofMinutes(10))));
  }

  @Test
  void an_errand_that_we_may_not_run_holds_up_only_its_kind() {
    var no = new Answer.Unauthorized("403 Forbidden");
    var verdict = PATIENCE.judgeErrand(attempt(1), no, Hold.Scope.PRIORITY, NOON);
    var until = NOON.plus(Duration.ofMinutes(10));
    assertThat(verdict.fate())
        .isInstanceOfSatisfying(
            Fate.Again.class,
            again -> {
              assertThat(again.at()).isEqualTo(until);
              assertThat(again.note()).contains("403 Forbidden");
            });
    assertThat(verdict.hold()).isPresent();
    assertThat(verdict.hold().get().scope()).isEqualTo(Hold.Scope.PRIORITY);
    var late = NOON.plus(Duration.ofDays(3));
    assertThat(PATIENCE.judgeErrand(attempt(9), no, Hold.Scope.PRIORITY, late).fate())
        .as("somebody should look why, but not for ever")
        .isInstanceOf(Fate.Parked.class);
  }

  @Test
  void waits_that_shrink_are_refused() {
    assertThatThrownBy(() ->
            new Patience(
                Duration.ofSeconds(5),
                Duration.ofSeconds(4),
                Duration.ofDays(1),
                Duration.ofMinutes(1)))
        .hasMessageContaining("may not shrink");
  }
}
