package io.taskcall.sync.domain;

import static io.taskcall.sync.domain.Given.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.Fingerprint;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Priority;
import io.taskcall.sync.domain.ListedMonitor.Group;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ListedMonitorTest {
  private static final Instant LATER = NOON.plus(Duration.ofMinutes(10));
  private static final Turn TURN =
      new Turn(
          Given.INTEGRATION,
          Given.ORGANIZATION,
          Ids.derive("test", "service"),
          Duration.ofSeconds(15),
          0,
          NOON.minus(Duration.ofDays(1)));

  private static Group alerting(@Nullable Instant notified) {
    return new Group(List.of("host:a", "env:prod"), Level.ALERT, NOON, notified);
  }

  private static ListedMonitor monitor(String message, boolean silenced, Group... groups) {
    return new ListedMonitor(
        "4711", "Disk full", message, Priority.P2, List.of("team:pay"), silenced, List.of(groups));
  }

  private static List<AlertEvent> alerts(ListedMonitor monitor, Instant now) {
    return monitor.alerts(TURN, "taskcall", now);
  }

  @Test
  void an_alert_that_the_webhook_should_have_told_is_the_one_that_it_would_have_been() {
    var found = alerts(monitor("Help! @webhook-taskcall", false, alerting(NOON)), LATER);
    assertThat(found)
        .singleElement()
        .isInstanceOfSatisfying(
            AlertEvent.Fired.class,
            fired -> {
              assertThat(fired.alert().fingerprint())
                  .isEqualTo(
                      Fingerprint.of(
                          Given.ORGANIZATION,
                          Given.INTEGRATION,
                          "datadog-monitor",
                          "4711",
                          "env:prod",
                          "host:a"));
              assertThat(fired.at()).isEqualTo(NOON);
              assertThat(fired.level()).isEqualTo(Level.ALERT);
              assertThat(fired.transition()).isEqualTo("found by polling");
              assertThat(fired.details().title()).isEqualTo("Disk full");
              assertThat(fired.details().priority()).isEqualTo(Priority.P2);
              assertThat(fired.details().tags()).containsExactly("env:prod", "host:a", "team:pay");
              assertThat(fired.details().origin())
                  .isEqualTo(
                      new Origin.DatadogMonitor("4711", List.of("env:prod", "host:a"), null, null));
            });
  }

  @Test
  void found_again_it_is_the_same_event_and_a_later_beginning_is_another() {
    var monitor = monitor("@webhook-taskcall", false, alerting(NOON));
    var first = alerts(monitor, LATER).getFirst().id();
    assertThat(alerts(monitor, LATER.plusSeconds(300)).getFirst().id()).isEqualTo(first);
    var since = NOON.plusSeconds(60);
    var again = new Group(List.of("host:a", "env:prod"), Level.ALERT, since, since);
    assertThat(alerts(monitor("@webhook-taskcall", false, again), LATER).getFirst().id())
        .isNotEqualTo(first);
  }

  @Test
  void a_monitor_that_calls_others_is_none_of_our_business() {
    for (var message :
        List.of("", "@webhook-taskcall2", "@webhook-taskcall-test", "webhook-taskcall", "@ana")) {
      assertThat(alerts(monitor(message, false, alerting(NOON)), LATER)).as(message).isEmpty();
    }
    for (var message :
        List.of("@webhook-taskcall.", "{{#is_alert}}@webhook-taskcall{{/is_alert}}")) {
      assertThat(alerts(monitor(message, false, alerting(NOON)), LATER)).as(message).hasSize(1);
    }
  }

  @Test
  void a_webhook_has_two_minutes_to_tell_it_first() {
    var monitor = monitor("@webhook-taskcall", false, alerting(NOON));
    var last = NOON.plus(ListedMonitor.WEBHOOK_MAX);
    assertThat(alerts(monitor, last.minusMillis(1))).isEmpty();
    assertThat(alerts(monitor, last)).hasSize(1);
  }

  @Test
  void what_datadog_told_nobody_of_no_webhook_has_lost() {
    var before = alerting(NOON.minusSeconds(1));
    assertThat(alerts(monitor("@webhook-taskcall", false, before), LATER)).isEmpty();
    assertThat(alerts(monitor("@webhook-taskcall", false, alerting(null)), LATER)).isEmpty();
    assertThat(alerts(monitor("@webhook-taskcall", true, alerting(NOON)), LATER))
        .as("in a downtime")
        .isEmpty();
  }

  @Test
  void what_began_before_we_watched_stays_as_it_was() {
    var watched = NOON.plusSeconds(1);
    var late =
        new Turn(
            TURN.integrationId(),
            TURN.organizationId(),
            TURN.serviceId(),
            TURN.pause(),
            0,
            watched);
    var monitor = monitor("@webhook-taskcall", false, alerting(NOON));
    assertThat(monitor.alerts(late, "taskcall", LATER)).isEmpty();
  }
}
