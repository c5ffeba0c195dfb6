package io.taskcall.dedup.domain;

import static io.taskcall.dedup.domain.Sample.NOON;
import static io.taskcall.dedup.domain.Sample.RULES;
import static io.taskcall.dedup.domain.Sample.acknowledged;
import static io.taskcall.dedup.domain.Sample.cycle;
import static io.taskcall.dedup.domain.Sample.fired;
import static io.taskcall.dedup.domain.Sample.receivedAt;
import static io.taskcall.dedup.domain.Sample.recovered;
import static io.taskcall.dedup.domain.Sample.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.AlertChange;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.Priority;
import io.taskcall.dedup.domain.timeline.Condition;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DedupTest {
  private final Watched alert = new Watched(RULES);
  private final String c1 = cycle(1);
  private final String c2 = cycle(2);

  @Test
  void first_firing_opens_the_alert() {
    alert.hears(fired(0, c1));
    var opened = alert.only(AlertChange.Opened.class);
    assertThat(opened.at()).isEqualTo(NOON);
    assertThat(opened.level()).isEqualTo(Level.ALERT);
    assertThat(alert.toldOpen()).isTrue();
  }

  @Test
  void recovery_closes_it_with_the_count_and_the_opening_it_began_with() {
    alert.hears(fired(0, c1), fired(5, c1), fired(10, c1), recovered(20, c1));
    var recovered = alert.only(AlertChange.Recovered.class);
    assertThat(recovered.count()).isEqualTo(3);
    assertThat(recovered.opening()).isEqualTo(alert.only(AlertChange.Opened.class).opening());
    assertThat(alert.toldOpen()).isFalse();
  }

  @Test
  void recovery_of_a_quiet_alert_is_ignored_and_counted() {
    alert.hears(recovered(0, c1), recovered(5, c1));
    assertThat(alert.said()).isEmpty();
    assertThat(alert.condition(NOON))
        .isInstanceOfSatisfying(
            Condition.Quiet.class, quiet -> assertThat(quiet.ignored()).isEqualTo(2));
  }

  @Test
  void event_delivered_twice_changes_nothing_the_second_time() {
    alert.hears(fired(0, c1), fired(5, c1));
    var before = alert.state();
    alert.hears(receivedAt(second(900), fired(0, c1)), receivedAt(second(901), fired(5, c1)));
    assertThat(alert.state()).isEqualTo(before);
    assertThat(alert.words()).containsExactly("Opened", "Repeated");
  }

  @Test
  void event_delivered_again_after_more_than_are_remembered_changes_nothing() {
    alert.hears(fired(0, c1));
    for (int i = 1; i <= 40; i++) {
      alert.hears(fired(i, c1));
    }
    var before = alert.state();
    alert.hears(fired(0, c1), fired(3, c1), fired(40, c1));
    assertThat(alert.state()).isEqualTo(before);
  }

  @Test
  void test_notification_goes_the_whole_way_marked_as_a_test() {
    var plain = fired(0, c1);
    var details = plain.details();
    var marked =
        new io.taskcall.contracts.AlertDetails(
            details.origin(), details.title(), null, null, details.tags(), null, null, null, true);
    alert.hears(
        new AlertEvent.Fired(
            plain.id(), plain.alert(), plain.at(), plain.at(), c1, null, Level.ALERT, marked));
    assertThat(alert.only(AlertChange.Opened.class).details().test()).isTrue();
    assertThat(alert.state().orElseThrow().test()).isTrue();
  }

  private long openings() {
    return alert.said().stream().map(AlertChange::opening).distinct().count();
  }

  @Nested
  class Repeats {
    @Test
    void first_repeat_is_told_at_once_and_the_next_not_before_thirty_seconds() {
      alert.hears(fired(0, c1), fired(1, c1), fired(30, c1));
      assertThat(alert.words()).containsExactly("Opened", "Repeated");
      assertThat(alert.only(AlertChange.Repeated.class).count()).isEqualTo(2);
    }

    @Test
    void repeat_exactly_thirty_seconds_after_the_last_is_told_with_all_in_between() {
      alert.hears(fired(0, c1), fired(1, c1), fired(20, c1), fired(30, c1), fired(31, c1));
      assertThat(alert.words()).containsExactly("Opened", "Repeated", "Repeated");
      assertThat(alert.said().getLast())
          .isInstanceOfSatisfying(
              AlertChange.Repeated.class, last -> assertThat(last.count()).isEqualTo(5));
    }

    @Test
    void repeats_held_back_are_told_when_thirty_seconds_are_over_though_nothing_more_comes() {
      alert.hears(fired(0, c1), fired(1, c1), fired(2, c1), fired(3, c1));
      assertThat(alert.due()).isEqualTo(second(31));
      alert.waitsUntil(second(31).minusMillis(1));
      assertThat(alert.words()).containsExactly("Opened", "Repeated");
      alert.waitsUntil(second(31));
      assertThat(alert.words()).containsExactly("Opened", "Repeated", "Repeated");
      alert.waitsUntil(second(61));
      assertThat(alert.said()).hasSize(3);
    }
  }

  @Nested
  class TimesOfRepeats {
    @Test
    void repeat_after_a_quiet_stretch_is_told_at_once_with_its_own_time() {
      alert.hears(fired(0, c1), fired(1, c1), fired(600, c1));
      assertThat(alert.said().getLast())
          .isInstanceOfSatisfying(
              AlertChange.Repeated.class, last -> assertThat(last.at()).isEqualTo(second(600)));
    }

    @Test
    void repeats_held_back_are_told_with_the_time_of_the_last_firing() {
      alert.hears(fired(0, c1), fired(1, c1), fired(2, c1), fired(3, c1));
      alert.waitsUntil(second(31));
      assertThat(alert.said().getLast())
          .isInstanceOfSatisfying(
              AlertChange.Repeated.class, last -> assertThat(last.at()).isEqualTo(second(3)));
    }

    @Test
    void late_observation_does_not_put_the_time_back() {
      alert.hears(fired(0, c1), fired(1, c1), fired(50, c1), fired(20, c1));
      alert.waitsUntil(second(200));
      assertThat(alert.said().getLast())
          .isInstanceOfSatisfying(
              AlertChange.Repeated.class, last -> assertThat(last.at()).isEqualTo(second(50)));
    }
  }

  @Nested
  class Worsening {
    @Test
    void warning_that_becomes_an_alert_is_told_once() {
      alert.hears(
          fired(0, c1, Level.WARN, null),
          fired(1, c1, Level.ALERT, null),
          fired(2, c1, Level.WARN, null),
          fired(3, c1, Level.ALERT, null));
      assertThat(alert.only(AlertChange.Worsened.class).level()).isEqualTo(Level.ALERT);
    }

    @Test
    void higher_priority_is_worse_and_a_lower_one_is_not() {
      alert.hears(
          fired(0, c1, Level.ALERT, Priority.P3),
          fired(1, c1, Level.ALERT, Priority.P4),
          fired(2, c1, Level.ALERT, Priority.P1));
      assertThat(alert.only(AlertChange.Worsened.class).details().priority())
          .isEqualTo(Priority.P1);
    }

    @Test
    void worsened_says_the_worst_of_both_level_and_priority() {
      alert.hears(fired(0, c1, Level.WARN, Priority.P1), fired(1, c1, Level.ALERT, Priority.P3));
      var worsened = alert.only(AlertChange.Worsened.class);
      assertThat(worsened.level()).isEqualTo(Level.ALERT);
      assertThat(worsened.details().priority()).isEqualTo(Priority.P1);
    }

    @Test
    void late_observation_that_was_worse_is_still_told() {
      alert.hears(fired(5, c1, Level.WARN, null), fired(0, c1, Level.ALERT, null));
      assertThat(alert.words()).containsExactly("Opened", "Worsened", "Repeated");
    }
  }

  @Nested
  class Cycles {
    @Test
    void recovery_of_an_older_cycle_never_closes() {
      alert.hears(fired(0, c1), fired(100, c2), recovered(200, c1));
      assertThat(alert.toldOpen()).isTrue();
    }

    @Test
    void recovery_older_than_the_last_firing_never_closes() {
      alert.hears(fired(0, null), fired(100, null), recovered(99, null));
      assertThat(alert.toldOpen()).isTrue();
    }

    @Test
    void recovery_in_the_same_millisecond_as_the_last_firing_closes() {
      alert.hears(fired(0, null), recovered(0, null));
      assertThat(alert.words()).containsExactly("Opened", "Recovered");
    }

    @Test
    void recovery_that_arrives_before_its_trigger_leaves_nothing_open() {
      alert.hears(recovered(10, c1), fired(0, c1));
      assertThat(alert.said()).isEmpty();
      assertThat(alert.toldOpen()).isFalse();
    }

    @Test
    void firing_of_a_cycle_that_is_over_does_not_open_again_even_if_its_clock_says_so() {
      alert.hears(fired(0, c2), recovered(10, c2), fired(20, c1));
      assertThat(alert.words()).containsExactly("Opened", "Recovered");
    }

    @Test
    void newer_cycle_while_firing_keeps_it_open_and_moves_it() {
      alert.hears(fired(0, c1), fired(100, c2));
      assertThat(alert.words()).containsExactly("Opened", "Repeated");
      assertThat(alert.condition(second(100)))
          .isInstanceOfSatisfying(
              Condition.Firing.class,
              firing -> assertThat(firing.stretch().cycle().name()).isEqualTo(c2));
    }

    @Test
    void count_told_at_the_end_includes_what_was_counted_before_a_late_recovery() {
      alert.hears(fired(0, c1), fired(1, c1), fired(100, c2), recovered(50, c1));
      alert.hears(fired(101, c2), recovered(110, c2));
      assertThat(alert.only(AlertChange.Recovered.class).count()).isEqualTo(4);
    }

    @Test
    void next_cycle_after_a_recovery_is_a_new_opening() {
      alert.hears(fired(0, c1), recovered(10, c1), fired(100, c2));
      assertThat(alert.words()).containsExactly("Opened", "Recovered", "Opened");
      assertThat(openings()).isEqualTo(2);
    }

    @Test
    void recovery_dated_in_a_far_future_does_not_silence_the_alert() {
      var recovery = recovered(999_999_999, null);
      alert.hears(fired(0, null), receivedAt(second(10), recovery), fired(20, null));
      assertThat(alert.words()).containsExactly("Opened", "Recovered", "Opened");
    }
  }

  @Nested
  class Acknowledging {
    @Test
    void taken_on_in_the_source_is_told_once_with_the_name() {
      alert.hears(fired(0, c1), acknowledged(5, c1), acknowledged(6, c1));
      assertThat(alert.only(AlertChange.Acknowledged.class).by()).isEqualTo("ana@demo.example");
    }

    @Test
    void taken_on_while_quiet_is_nothing() {
      alert.hears(acknowledged(5, c1));
      assertThat(alert.said()).isEmpty();
    }

    @Test
    void taken_on_before_its_trigger_arrives_is_told_with_it() {
      alert.hears(acknowledged(5, c1), fired(0, c1));
      assertThat(alert.words()).containsExactly("Opened", "Acknowledged");
    }
  }

  @Nested
  class FlappingAlerts {
    private void opensAndRecovers(int from, int times, int everySeconds) {
      for (int i = 0; i < times; i++) {
        int at = from + i * everySeconds;
        alert.hears(fired(at, cycle(at)), recovered(at + 10, cycle(at)));
      }
    }

    @Test
    void fourth_opening_within_the_window_starts_flapping_and_is_announced_once() {
      opensAndRecovers(0, 6, 60);
      assertThat(alert.words())
          .containsExactly(
              "Opened",
              "Recovered",
              "Opened",
              "Recovered",
              "Opened",
              "Recovered",
              "FlappingStarted");
      assertThat(alert.only(AlertChange.FlappingStarted.class).openings()).isEqualTo(4);
      assertThat(openings()).isEqualTo(4);
    }

    @Test
    void fourth_opening_exactly_at_the_end_of_the_window_still_counts() {
      opensAndRecovers(0, 4, 300);
      assertThat(alert.words()).endsWith("FlappingStarted");
    }

    @Test
    void fourth_opening_just_after_the_window_is_an_opening_like_others() {
      opensAndRecovers(0, 3, 300);
      alert.hears(fired(901, cycle(901)));
      assertThat(alert.words()).endsWith("Recovered", "Opened");
    }

    @Test
    void calm_for_exactly_the_window_stops_flapping_quiet() {
      opensAndRecovers(0, 5, 60);
      var calm = second(250).plus(RULES.flap().window());
      assertThat(alert.due()).isEqualTo(calm);
      alert.waitsUntil(calm.minusMillis(1));
      assertThat(alert.words()).endsWith("FlappingStarted");
      alert.waitsUntil(calm);
      var stopped = alert.only(AlertChange.FlappingStopped.class);
      assertThat(stopped.settled()).isEqualTo(AlertChange.Settled.QUIET);
      assertThat(stopped.opening())
          .isEqualTo(alert.only(AlertChange.FlappingStarted.class).opening());
      assertThat(alert.toldOpen()).isFalse();
    }

    @Test
    void calm_while_firing_stops_flapping_and_stays_open_until_it_recovers() {
      opensAndRecovers(0, 4, 60);
      alert.hears(fired(240, cycle(240)), fired(600, cycle(240)));
      alert.waitsUntil(second(240).plus(RULES.flap().window()));
      assertThat(alert.only(AlertChange.FlappingStopped.class).settled())
          .isEqualTo(AlertChange.Settled.FIRING);
      alert.hears(recovered(2000, cycle(240)));
      var last = alert.said().getLast();
      assertThat(last).isInstanceOf(AlertChange.Recovered.class);
      assertThat(last.opening()).isEqualTo(alert.only(AlertChange.FlappingStarted.class).opening());
    }

    @Test
    void opening_after_calm_that_nobody_looked_at_is_told_as_stopped_and_opened() {
      opensAndRecovers(0, 4, 60);
      alert.hears(fired(5000, cycle(5000)));
      assertThat(alert.words()).endsWith("FlappingStarted", "FlappingStopped", "Opened");
    }

    @Test
    void late_recovery_that_shows_it_flaps_keeps_the_incident_that_is_open() {
      opensAndRecovers(0, 2, 60);
      alert.hears(fired(120, cycle(120)), fired(180, cycle(180)));
      var open = alert.said().getLast().opening();
      alert.hears(recovered(130, cycle(120)));
      assertThat(alert.only(AlertChange.FlappingStarted.class).opening()).isEqualTo(open);
    }

    @Test
    void worsening_while_flapping_is_told() {
      opensAndRecovers(0, 4, 60);
      alert.hears(fired(240, cycle(240), Level.ALERT, Priority.P1));
      assertThat(alert.words()).endsWith("FlappingStarted", "Worsened");
    }
  }

  @Nested
  class Expiry {
    private final Instant expiry = NOON.plus(Duration.ofDays(7));

    @Test
    void alert_not_heard_of_for_the_age_expires_exactly_then_and_is_forgotten() {
      alert.hears(fired(0, c1));
      assertThat(alert.due()).isEqualTo(expiry);
      alert.waitsUntil(expiry.minusMillis(1));
      assertThat(alert.words()).containsExactly("Opened");
      alert.waitsUntil(expiry);
      assertThat(alert.only(AlertChange.Expired.class).lastFiredAt()).isEqualTo(NOON);
      assertThat(alert.state()).isEmpty();
    }

    @Test
    void each_firing_puts_the_expiry_off_also_when_the_source_repeats_the_old_time() {
      alert.hears(fired(0, c1), receivedAt(second(3600), fired(1, c1)));
      alert.waitsUntil(expiry);
      assertThat(alert.toldOpen()).isTrue();
      assertThat(alert.due()).isEqualTo(expiry.plusSeconds(3600));
    }

    @Test
    void firing_after_the_age_that_nobody_looked_at_is_told_as_expired_and_opened() {
      alert.hears(fired(0, c1), fired(8 * 86_400L, c1));
      assertThat(alert.words()).containsExactly("Opened", "Expired", "Opened");
    }

    @Test
    void quiet_alert_is_forgotten_after_its_age() {
      alert.hears(fired(0, c1), recovered(10, c1));
      assertThat(alert.due()).isEqualTo(expiry.plusSeconds(10));
      alert.waitsUntil(expiry.plusSeconds(10));
      assertThat(alert.state()).isEmpty();
      assertThat(alert.words()).containsExactly("Opened", "Recovered");
    }
  }
}
