package io.taskcall.sync.domain;

import static io.taskcall.sync.domain.Given.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.AlertChange;
import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.AlertRef;
import io.taskcall.contracts.Fingerprint;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OpenAlertTest {
  private static final UUID ORGANIZATION = Ids.derive("test", "organization");
  private static final UUID INTEGRATION = Ids.derive("test", "integration");
  private static final AlertRef ALERT =
      new AlertRef(
          Fingerprint.of(ORGANIZATION, INTEGRATION, "datadog-monitor", "7", "env:prod", "host:a"),
          ORGANIZATION,
          INTEGRATION,
          Ids.derive("test", "service"));
  private static final Instant LONG_AFTER = NOON.plus(Duration.ofHours(1));
  private static final OpenAlert OPEN =
      OpenAlert.of(
              opened(new Origin.DatadogMonitor("7", List.of("env:prod", "host:a"), null, null)))
          .orElseThrow();

  private static AlertChange opened(Origin origin) {
    return new AlertChange.Opened(
        Ids.derive("test", "opened"),
        ALERT,
        Ids.derive("test", "opening"),
        NOON,
        Level.ALERT,
        new AlertDetails(origin, "Disk full", null, null, List.of(), null, null, null, false));
  }

  private static MonitorState recovered(Instant at) {
    return new MonitorState(Map.of(Set.of("host:a", "env:prod"), at), null);
  }

  @Test
  void a_recovery_that_only_the_monitor_knows_of_is_told_as_found_by_polling() {
    var at = NOON.plusSeconds(90);
    assertThat(OPEN.missed(recovered(at), LONG_AFTER))
        .containsInstanceOf(AlertEvent.Recovered.class)
        .hasValueSatisfying(event -> {
          assertThat(event.alert()).isEqualTo(ALERT);
          assertThat(event.at()).isEqualTo(at);
          assertThat(((AlertEvent.Recovered) event).transition()).isEqualTo("found by polling");
        });
    assertThat(OPEN.missed(recovered(at), LONG_AFTER))
        .as("found again, it is the same event")
        .hasValueSatisfying(again ->
            assertThat(again.id())
                .isEqualTo(OPEN.missed(recovered(at), NOON.plusSeconds(200)).orElseThrow().id()));
  }

  @Test
  void a_recovery_before_the_alert_began_is_the_one_of_the_time_before() {
    assertThat(OPEN.missed(recovered(NOON.minusSeconds(2)), LONG_AFTER)).isEmpty();
  }

  @Test
  void a_recovery_in_the_second_in_which_the_alert_began_ends_it() {
    var open = new OpenAlert(ALERT, "7", OPEN.scope(), "Disk full", NOON.plusMillis(900));
    assertThat(open.missed(recovered(NOON), LONG_AFTER).map(AlertEvent::at))
        .contains(NOON.plusMillis(900));
  }

  @Test
  void a_webhook_has_a_minute_to_tell_it_first() {
    var at = NOON.plusSeconds(90);
    var last = at.plus(OpenAlert.WEBHOOK_MAX);
    assertThat(OPEN.missed(recovered(at), last.minusMillis(1))).isEmpty();
    assertThat(OPEN.missed(recovered(at), last)).isPresent();
  }

  @Test
  void another_group_of_the_monitor_says_nothing_about_this_one() {
    var other = new MonitorState(Map.of(Set.of("host:b", "env:prod"), NOON.plusSeconds(90)), null);
    assertThat(OPEN.missed(other, LONG_AFTER)).isEmpty();
    assertThat(OPEN.missed(new MonitorState(Map.of(), null), LONG_AFTER)).isEmpty();
  }

  @Test
  void what_is_no_monitors_alert_is_not_looked_after() {
    assertThat(OpenAlert.of(opened(new Origin.DatadogEvent(null, null)))).isEmpty();
  }
}
