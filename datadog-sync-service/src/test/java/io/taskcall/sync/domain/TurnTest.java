package io.taskcall.sync.domain;

import static io.taskcall.sync.domain.Given.INTEGRATION;
import static io.taskcall.sync.domain.Given.NOON;
import static io.taskcall.sync.domain.Given.ORGANIZATION;
import static io.taskcall.sync.domain.Given.UUID_THERE;
import static io.taskcall.sync.domain.Given.shown;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.Fingerprint;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.Priority;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TurnTest {
  private static final Turn TURN =
      new Turn(INTEGRATION, ORGANIZATION, Ids.derive("test", "service"), Duration.ZERO, 0, NOON);

  @Test
  void an_incident_that_nobody_told_us_of_is_the_alert_that_a_webhook_would_be() {
    var found = shown("active", "SEV-2", 5);
    assertThat(TURN.alert(found, Choices.USUAL, NOON))
        .containsInstanceOf(AlertEvent.Fired.class)
        .hasValueSatisfying(alert -> {
          assertThat(alert.details().priority()).isEqualTo(Priority.P2);
          assertThat(alert.alert().fingerprint())
              .isEqualTo(Fingerprint.of(ORGANIZATION, INTEGRATION, "datadog-incident", UUID_THERE));
        });
    assertThat(TURN.alert(found, Choices.USUAL, NOON.plusSeconds(9)).orElseThrow().id())
        .isEqualTo(TURN.alert(found, Choices.USUAL, NOON).orElseThrow().id());
  }

  @Test
  void what_is_over_or_ours_or_older_than_our_watch_or_unwanted_raises_none() {
    assertThat(TURN.alert(shown("resolved", "SEV-2", 5), Choices.USUAL, NOON)).isEmpty();
    var ours = shown("active", "SEV-2", "Slow [TaskCall #1-00000000]", 5);
    assertThat(TURN.alert(ours, Choices.USUAL, NOON)).isEmpty();
    var later =
        new Turn(
            INTEGRATION, ORGANIZATION, TURN.serviceId(), Duration.ZERO, 0, NOON.plusSeconds(1));
    assertThat(later.alert(shown("active", "SEV-2", 5), Choices.USUAL, NOON)).isEmpty();
    var never = new Choices(Creation.NEVER, Words.ACTIVE, false, Severities.USUAL.priorities());
    assertThat(TURN.alert(shown("active", "SEV-2", 5), never, NOON)).isEmpty();
  }

  @Test
  void people_hear_once_that_datadog_does_not_let_us_in_and_once_that_it_does() {
    var notice = new Notice(INTEGRATION, ORGANIZATION, TURN.serviceId(), "Datadog");
    var out = notice.begun(Notice.Trouble.SHUT_OUT, "403 Forbidden", NOON);
    var in = notice.over(Notice.Trouble.SHUT_OUT, NOON.plusSeconds(60));
    assertThat(out.alert()).isEqualTo(in.alert());
    assertThat(out.details().priority()).isEqualTo(Priority.P4);
    assertThat(out.details().text()).contains("403 Forbidden");
    assertThat(notice.begun(Notice.Trouble.PARKED, "404", NOON).alert())
        .as("another trouble is another alert")
        .isNotEqualTo(out.alert());
  }
}
