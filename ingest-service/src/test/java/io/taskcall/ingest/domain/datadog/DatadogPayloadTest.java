package io.taskcall.ingest.domain.datadog;

import static io.taskcall.ingest.domain.Arrivals.NOON;
import static io.taskcall.ingest.domain.Arrivals.event;
import static io.taskcall.ingest.domain.Arrivals.fields;
import static io.taskcall.ingest.domain.Arrivals.rejection;
import static io.taskcall.ingest.domain.Arrivals.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Priority;
import io.taskcall.ingest.domain.Arrivals;
import io.taskcall.ingest.domain.Node.Fields;
import io.taskcall.ingest.domain.Node.Items;
import io.taskcall.ingest.domain.Node.Leaf;
import io.taskcall.ingest.domain.Source;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatadogPayloadTest {
  private static final Source DATADOG = new DatadogPayload();
  private static final String AT = "1787300000000";

  @ParameterizedTest
  @CsvSource({
    "Triggered, error, ALERT",
    "Re-Triggered, error, ALERT",
    "Warn, warning, WARN",
    "Re-Warn, warning, WARN",
    "No Data, error, NO_DATA",
    "Re-No Data, error, NO_DATA",
    "Renotify, error, ALERT",
    "Renotify, warning, WARN",
    "re triggered, '', ALERT",
    "'', warning, WARN",
    "Exploded, error, ALERT",
    "Exploded, '', ALERT"
  })
  void a_transition_fires_at_its_level(String transition, String type, Level level) {
    var fired = event(DATADOG, monitor("transition", transition, "type", type));
    assertThat(fired)
        .isInstanceOfSatisfying(
            AlertEvent.Fired.class, event -> assertThat(event.level()).isEqualTo(level));
  }

  @ParameterizedTest
  @CsvSource({"Recovered, success", "Recovered, error", "'', success", "Exploded, success"})
  void a_recovery_is_told_by_the_transition_or_else_by_the_type(String transition, String type) {
    assertThat(event(DATADOG, monitor("transition", transition, "type", type)))
        .isInstanceOf(AlertEvent.Recovered.class);
  }

  @Test
  void a_renotification_of_missing_data_is_no_worse_than_missing_data() {
    var renotified =
        monitor("transition", "Renotify", "type", "error", "status", "x has been missing for 10m");
    assertThat(((AlertEvent.Fired) event(DATADOG, renotified)).level()).isEqualTo(Level.NO_DATA);
  }

  @Test
  void the_order_of_tags_in_a_scope_does_not_matter() {
    var one = event(DATADOG, monitor("scope", "host:a,env:b"));
    var other = event(DATADOG, monitor("scope", "env:b, host:a,env:b"));
    var third = event(DATADOG, monitor("scope", "env:b"));
    assertThat(one.alert()).isEqualTo(other.alert()).isNotEqualTo(third.alert());
  }

  @Test
  void a_test_notification_is_about_an_alert_of_its_own() {
    var real = event(DATADOG, with(monitor(), "title", "[Triggered on {host:a}] Disk"));
    var tried = event(DATADOG, with(monitor(), "title", "[Triggered on {host:a}] [TEST] Disk"));
    var over = event(DATADOG, with(monitor(), "title", "[Recovered on {host:a}] [TEST] Disk"));
    assertThat(tried.details().test()).isTrue();
    assertThat(tried.alert()).isNotEqualTo(real.alert()).isEqualTo(over.alert());
  }

  @Test
  void the_title_stands_in_for_a_scope_that_is_not_told() {
    var told = event(DATADOG, monitor("scope", "host:a"));
    var titled = event(DATADOG, with(monitor("scope", ""), "title", "[Warn on {host:a}] Disk"));
    assertThat(titled.alert()).isEqualTo(told.alert());
  }

  @Test
  void the_monitors_own_priority_beats_the_one_in_the_title() {
    var titled = with(monitor(), "title", "[P3] [Triggered] Disk");
    assertThat(event(DATADOG, titled).details().priority()).isEqualTo(Priority.P3);
    var own = with(titled, "alert", with(titled.fields("alert"), "priority", "P1"));
    assertThat(event(DATADOG, own).details().priority()).isEqualTo(Priority.P1);
    var absent = with(titled, "alert", with(titled.fields("alert"), "priority", "$ALERT_PRIORITY"));
    assertThat(event(DATADOG, absent).details().priority()).isEqualTo(Priority.P3);
  }

  @Test
  void datadogs_own_default_payload_joins_trigger_and_recovery_by_the_title() {
    var fired =
        fields(
            "id",
            "1",
            "date",
            AT,
            "event_type",
            "query_alert_monitor",
            "title",
            "[P2] [Triggered on {host:b,host:a}] Disk is full",
            "body",
            "%%%\nfull\n%%%");
    var recovered =
        with(fired, "id", "2", "title", "[P2] [Recovered on {host:a,host:b}] Disk is full");
    var other = with(fired, "id", "3", "title", "[P2] [Triggered on {host:c}] Disk is full");
    assertThat(event(DATADOG, fired)).isInstanceOf(AlertEvent.Fired.class);
    assertThat(event(DATADOG, recovered)).isInstanceOf(AlertEvent.Recovered.class);
    assertThat(event(DATADOG, recovered).alert()).isEqualTo(event(DATADOG, fired).alert());
    assertThat(event(DATADOG, other).alert()).isNotEqualTo(event(DATADOG, fired).alert());
    assertThat(event(DATADOG, fired).details().text()).isEqualTo("full");
    assertThat(event(DATADOG, fired).details().priority()).isEqualTo(Priority.P2);
  }

  @Test
  void an_incident_is_known_by_its_uuid_alone() {
    var message = with(monitor(), "incident_msg", "something", "incident_title", "x");
    assertThat(event(DATADOG, message).details().origin())
        .isInstanceOf(Origin.DatadogMonitor.class);
    var incident = with(message, "incident_uuid", "a6250371-3453-5a56-b302-93500bfb7e41");
    assertThat(event(DATADOG, incident).details().origin())
        .isInstanceOf(Origin.DatadogIncident.class);
  }

  @ParameterizedTest
  @CsvSource({
    "SEV-0,P1",
    "SEV-1,P1",
    "sev-2,P2",
    "SEV-3,P3",
    "SEV-4,P4",
    "SEV-5,P5",
    "UNKNOWN,",
    "Bad,"
  })
  void an_incidents_severity_is_its_priority(String severity, Priority priority) {
    assertThat(event(DATADOG, incident("incident_severity", severity)).details().priority())
        .isEqualTo(priority);
  }

  @Test
  void an_incident_ends_when_its_status_says_so() {
    assertThat(event(DATADOG, incident("incident_status", "resolved")))
        .isInstanceOf(AlertEvent.Recovered.class);
    assertThat(event(DATADOG, incident("incident_status", "completed")))
        .isInstanceOf(AlertEvent.Recovered.class);
    assertThat(event(DATADOG, incident("incident_status", "stable")))
        .isInstanceOf(AlertEvent.Fired.class);
    assertThat(event(DATADOG, incident("incident_status", "$INCIDENT_STATUS")))
        .isInstanceOf(AlertEvent.Fired.class);
  }

  @Test
  void an_incidents_fields_tell_what_its_variables_do_not() {
    var listed = fields("state", "resolved", "severity", "SEV-1");
    var quoted = "{\"state\": \"resolved\", \"severity\":\"SEV-1\"}";
    for (var event :
        List.of(
            event(DATADOG, with(incident(), "incident_fields", listed)),
            event(DATADOG, incident("incident_fields", quoted)))) {
      assertThat(event).isInstanceOf(AlertEvent.Recovered.class);
      assertThat(event.details().priority()).isEqualTo(Priority.P1);
    }
  }

  @Test
  void a_security_signal_is_its_rule_and_its_own_identity() {
    var signal =
        fields(
            "id",
            "1",
            "title",
            "t",
            "security_rule_id",
            "rule",
            "aggreg_key",
            "group",
            "security_signal_severity",
            "critical");
    assertThat(event(DATADOG, signal).details().priority()).isEqualTo(Priority.P1);
    assertThat(event(DATADOG, with(signal, "id", "2")).alert())
        .isEqualTo(event(DATADOG, signal).alert());
    assertThat(event(DATADOG, with(signal, "security_signal_id", "s")).alert())
        .isNotEqualTo(event(DATADOG, signal).alert());
  }

  @Test
  void events_of_the_stream_are_one_alert_by_their_aggregation_key() {
    var deploy = fields("id", "1", "date", AT, "title", "Deploy failed", "aggreg_key", "deploys");
    assertThat(event(DATADOG, with(deploy, "id", "2")).alert())
        .isEqualTo(event(DATADOG, deploy).alert());
    var alone = with(deploy, "aggreg_key", "null");
    assertThat(event(DATADOG, with(alone, "id", "2")).alert())
        .isNotEqualTo(event(DATADOG, alone).alert());
    assertThat(event(DATADOG, with(deploy, "priority", "low")).details().priority())
        .isEqualTo(Priority.P5);
  }

  @Test
  void an_event_is_known_by_its_own_id_whatever_else_it_says() {
    var first = event(DATADOG, monitor());
    assertThat(event(DATADOG, with(monitor(), "title", "other")).id()).isEqualTo(first.id());
    assertThat(event(DATADOG, with(monitor(), "id", "43")).id()).isNotEqualTo(first.id());
  }

  @Test
  void a_dated_body_without_an_id_is_the_same_event_again_and_an_undated_one_is_news() {
    var dated = with(monitor(), "id", "");
    var undated = with(dated, "date", "", "last_updated", "");
    var later = NOON.plusSeconds(60);
    assertThat(event(DATADOG, Arrivals.at(later, dated)).id())
        .isEqualTo(event(DATADOG, dated).id());
    assertThat(event(DATADOG, Arrivals.at(later, undated)).id())
        .isNotEqualTo(event(DATADOG, undated).id());
  }

  @Test
  void times_are_the_sources_own_where_they_can_be() {
    assertThat(event(DATADOG, monitor()).at()).isEqualTo(Instant.ofEpochMilli(1787300000000L));
    assertThat(event(DATADOG, with(monitor(), "date", "1e99999999")).at()).isEqualTo(NOON);
    assertThat(event(DATADOG, monitor()).receivedAt()).isEqualTo(NOON);
  }

  @Test
  void fields_of_another_type_are_as_good_as_missing() {
    var odd =
        with(
            monitor(),
            "hostname",
            fields("a", "b"),
            "tags",
            new Items(List.of(new Leaf("b:2"), new Leaf("a:1"), fields())));
    assertThat(event(DATADOG, odd).details().host()).isNull();
    assertThat(event(DATADOG, odd).details().tags()).containsExactly("a:1", "b:2");
    var alertIsText = fields("id", "1", "title", "t", "alert", "text");
    assertThat(event(DATADOG, alertIsText).details().origin())
        .isInstanceOf(Origin.DatadogEvent.class);
  }

  @Test
  void what_is_too_lengthyis_cut() {
    var lengthy = with(monitor(), "title", "🚨".repeat(2000), "text_msg", "x".repeat(20_000));
    assertThat(event(DATADOG, lengthy).details().title()).hasSize(AlertDetails.TITLE_MAX);
    assertThat(event(DATADOG, lengthy).details().text()).hasSize(AlertDetails.TEXT_MAX);
  }

  @Test
  void a_payload_that_says_nothing_is_rejected() {
    assertThat(rejection(DATADOG, fields())).contains("incident_uuid");
    assertThat(rejection(DATADOG, fields("title", "$EVENT_TITLE", "id", "null", "foo", "bar")))
        .isNotBlank();
  }

  @Test
  void who_resolved_by_hand_is_told() {
    var text = "**Disk** was marked as **recovered** on **host:a** by ops@example.com.";
    var resolved = with(monitor("transition", "Recovered"), "text_msg", text);
    assertThat(((AlertEvent.Recovered) event(DATADOG, resolved)).by()).isEqualTo("ops@example.com");
    var byMail = with(monitor("transition", "Recovered"), "email", "ana@example.com");
    assertThat(((AlertEvent.Recovered) event(DATADOG, byMail)).by()).isEqualTo("ana@example.com");
  }

  private static Fields monitor(Object... alert) {
    var about = with(fields("id", "7", "transition", "Triggered", "type", "error"), alert);
    return fields("id", "42", "title", "Disk", "date", AT, "last_updated", AT, "alert", about);
  }

  private static Fields incident(Object... more) {
    return with(fields("id", "1", "title", "t", "date", AT, "incident_uuid", "u-1"), more);
  }
}
