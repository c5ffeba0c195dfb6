package io.taskcall.ingest.domain;

import static io.taskcall.ingest.domain.Arrivals.NOON;
import static io.taskcall.ingest.domain.Arrivals.event;
import static io.taskcall.ingest.domain.Arrivals.fields;
import static io.taskcall.ingest.domain.Arrivals.rejection;
import static io.taskcall.ingest.domain.Arrivals.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.Priority;
import io.taskcall.ingest.domain.Node.Fields;
import io.taskcall.ingest.domain.Node.Items;
import io.taskcall.ingest.domain.Node.Leaf;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertmanagerPayloadTest {
  private static final Source ALERTMANAGER = new AlertmanagerPayload();
  private static final Fields LABELS =
      fields("alertname", "HighErrorRate", "severity", "critical", "instance", "web-1:8080");
  private static final Fields ALERT =
      fields(
          "status",
          "firing",
          "labels",
          LABELS,
          "fingerprint",
          "c6b0a2f1d3e94857",
          "startsAt",
          "2026-08-21T08:13:20Z",
          "endsAt",
          "0001-01-01T00:00:00Z",
          "generatorURL",
          "http://prometheus/graph",
          "annotations",
          fields("summary", "Errors"));

  @Test
  void each_alert_of_a_group_stands_for_itself() {
    var resolved =
        with(ALERT, "status", "resolved", "fingerprint", "f2", "endsAt", "2026-08-21T09:00:00Z");
    var read = ALERTMANAGER.read(Arrivals.of(group(ALERT, resolved)));
    assertThat(read)
        .isInstanceOfSatisfying(
            Outcome.Understood.class,
            understood -> {
              assertThat(understood.events()).hasSize(2);
              assertThat(understood.events().getFirst()).isInstanceOf(AlertEvent.Fired.class);
              var last = understood.events().getLast();
              assertThat(last).isInstanceOf(AlertEvent.Recovered.class);
              assertThat(last.id()).isNotEqualTo(understood.events().getFirst().id());
            });
  }

  @Test
  void an_alert_says_what_its_labels_and_annotations_say() {
    var event = event(ALERTMANAGER, group(ALERT));
    assertThat(event.details().title()).isEqualTo("Errors");
    assertThat(event.details().priority()).isEqualTo(Priority.P1);
    assertThat(event.details().host()).isEqualTo("web-1:8080");
    assertThat(event.details().link()).isEqualTo("http://prometheus/graph");
    assertThat(event.details().tags())
        .containsExactly("alertname:HighErrorRate", "instance:web-1:8080", "severity:critical");
  }

  @ParameterizedTest
  @CsvSource({
    "page,,P1,ALERT",
    "error,,P2,ALERT",
    "warning,,P3,WARN",
    "info,,P5,WARN",
    "odd,,,ALERT",
    "warning,P1,P1,WARN",
    "critical,2,P2,ALERT"
  })
  void severity_and_priority_are_labels(
      String severity, String asked, Priority priority, Level level) {
    var labels = with(LABELS, "severity", severity, "priority", asked == null ? "" : asked);
    var event = event(ALERTMANAGER, group(with(ALERT, "labels", labels)));
    assertThat(event.details().priority()).isEqualTo(priority);
    assertThat(((AlertEvent.Fired) event).level()).isEqualTo(level);
  }

  @Test
  void without_a_fingerprint_the_labels_are_the_identity_in_any_order() {
    var none = with(ALERT, "fingerprint", "");
    var other =
        with(
            none,
            "labels",
            fields("severity", "critical", "instance", "web-1:8080", "alertname", "HighErrorRate"));
    assertThat(event(ALERTMANAGER, group(other)).alert())
        .isEqualTo(event(ALERTMANAGER, group(none)).alert());
    assertThat(event(ALERTMANAGER, group(ALERT)).alert())
        .isNotEqualTo(event(ALERTMANAGER, group(none)).alert());
  }

  @Test
  void what_alertmanager_left_out_is_told() {
    var event = event(ALERTMANAGER, with(group(ALERT), "truncatedAlerts", "3"));
    assertThat(event.details().text()).contains("left out 3 more alerts");
  }

  @Test
  void a_body_without_alerts_or_of_another_version_is_rejected() {
    assertThat(rejection(ALERTMANAGER, fields("version", "4"))).contains("0 entries");
    assertThat(rejection(ALERTMANAGER, with(group(ALERT), "version", "3")))
        .contains("version is 3");
    assertThat(rejection(ALERTMANAGER, group(new Leaf("x")))).contains("alerts[0]");
    assertThat(rejection(ALERTMANAGER, group(fields())))
        .contains("neither a fingerprint nor labels");
    var many = Collections.nCopies(AlertmanagerPayload.ALERTS_MAX + 1, ALERT).toArray(Node[]::new);
    assertThat(rejection(ALERTMANAGER, group(many))).contains("2001 entries");
  }

  @Test
  void an_alert_that_cannot_be_made_out_does_not_silence_its_neighbours() {
    var body = group(fields(), ALERT, new Leaf("x"));
    var outcome = (Outcome.Partly) ALERTMANAGER.read(Arrivals.of(body));
    assertThat(outcome.events())
        .extracting(AlertEvent::details)
        .containsExactly(event(ALERTMANAGER, group(ALERT)).details());
    assertThat(outcome.reason())
        .isEqualTo("alerts[0] has neither a fingerprint nor labels; alerts[2] isn't an object");
  }

  @Test
  void an_alert_that_fires_again_since_the_same_start_is_news() {
    var resolved = with(ALERT, "status", "resolved", "endsAt", "2026-08-21T12:00:30Z");
    var over = event(ALERTMANAGER, Arrivals.at(NOON.plusSeconds(60), group(resolved)));
    var again = event(ALERTMANAGER, Arrivals.at(NOON.plusSeconds(120), group(ALERT)));
    assertThat(again.at()).isAfter(over.at());
    assertThat(again.id()).isNotEqualTo(event(ALERTMANAGER, group(ALERT)).id());
    assertThat(again.alert()).isEqualTo(over.alert());
  }

  private static Fields group(Node... alerts) {
    return fields(
        "version",
        "4",
        "receiver",
        "taskcall",
        "status",
        "firing",
        "alerts",
        new Items(List.of(alerts)));
  }
}
