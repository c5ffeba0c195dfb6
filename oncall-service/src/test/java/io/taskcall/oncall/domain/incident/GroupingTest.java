package io.taskcall.oncall.domain.incident;

import static io.taskcall.oncall.domain.incident.Checkout.ALL;
import static io.taskcall.oncall.domain.incident.Checkout.ANA;
import static io.taskcall.oncall.domain.incident.Checkout.NOON;
import static io.taskcall.oncall.domain.incident.Checkout.SERVICE;
import static io.taskcall.oncall.domain.incident.Checkout.alert;
import static io.taskcall.oncall.domain.incident.Checkout.by;
import static io.taskcall.oncall.domain.incident.Checkout.changed;
import static io.taskcall.oncall.domain.incident.Checkout.names;
import static io.taskcall.oncall.domain.incident.Checkout.paged;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.AlertChange;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IncidentSnapshot.Status;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Priority;
import io.taskcall.oncall.domain.routing.Routing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GroupingTest {
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final Grouping BY_MONITOR = new Grouping.ByMonitor();
  private static final Grouping BY_TIME = new Grouping.ByTime(WINDOW);

  @Test
  void a_datadog_incident_is_one_alert_however_often_it_is_opened_again() {
    var origin = new Origin.DatadogIncident("a6250371", null, null, null, null);
    var group = SERVICE.grouping().groupOf(alert("web-1"), origin);
    assertThat(group).isPresent().isEqualTo(BY_MONITOR.groupOf(alert("web-1"), origin));
    assertThat(SERVICE.grouping().isOpenTo(NOON, NOON.plus(WINDOW))).isTrue();
  }

  @Test
  void each_alert_stays_alone_unless_the_service_wants_it_otherwise() {
    assertThat(SERVICE.grouping().groupOf(alert("web-1"), monitor("1"))).isEmpty();
  }

  @Test
  void alerts_of_one_monitor_are_a_group_whatever_their_scope() {
    assertThat(BY_MONITOR.groupOf(alert("web-1"), monitor("1")))
        .isPresent()
        .isEqualTo(BY_MONITOR.groupOf(alert("web-2"), monitor("1")))
        .isNotEqualTo(BY_MONITOR.groupOf(alert("web-1"), monitor("2")));
  }

  @Test
  void alert_that_names_no_monitor_stays_alone() {
    assertThat(BY_MONITOR.groupOf(alert("web-1"), new Origin.DatadogEvent(null, null))).isEmpty();
  }

  @Test
  void second_alert_joins_and_pages_nobody() {
    var first = begin("web-1", Optional.empty(), NOON);
    var joined = begin("web-2", Optional.of(first.incident), NOON);
    assertThat(names(joined.change)).containsExactly("AlertAttached");
    assertThat(joined.change.pages()).isEmpty();
    assertThat(joined.incident.id()).isEqualTo(first.incident.id());
    assertThat(joined.incident.snapshot().alertCount()).isEqualTo(2);
    assertThat(joined.incident.trouble().title()).isEqualTo("Disk full on web-1");
    assertThat(joined.incident.wakeAt()).isEqualTo(first.incident.wakeAt());
  }

  @Test
  void alert_that_is_more_important_than_those_before_tells_responders_once() {
    var first = begin("web-1", Optional.empty(), NOON);
    var joined = begin(opened("web-2", Priority.P1), Optional.of(first.incident), NOON);
    assertThat(paged(joined.change)).containsExactly("ana@x.example");
    assertThat(joined.incident.snapshot().priority()).isEqualTo(Priority.P1);
    var third = begin(opened("web-3", Priority.P1), Optional.of(joined.incident), NOON);
    assertThat(third.change.pages()).isEmpty();
  }

  @Test
  void incident_is_over_when_the_last_of_its_alerts_is_whichever_that_is() {
    var first = begin("web-1", Optional.empty(), NOON);
    var both = begin("web-2", Optional.of(first.incident), NOON);
    var one = recover(both.incident, first.alert, "web-1");
    assertThat(names(one.change)).containsExactly("AlertRecovered");
    assertThat(one.incident.snapshot().status()).isEqualTo(Status.OPEN);
    var again = recover(one.incident, one.alert, "web-1");
    assertThat(again.incident.snapshot().status()).isEqualTo(Status.OPEN);
    var last = recover(again.incident, both.alert, "web-2");
    assertThat(names(last.change)).containsExactly("AlertRecovered", "Resolved");
  }

  @Test
  void resolved_incident_takes_no_more_alerts() {
    var first = begin("web-1", Optional.empty(), NOON);
    var resolved = changed(first.incident.resolve(by(ANA, Duration.ZERO))).next();
    var second = begin("web-2", Optional.of(resolved), NOON);
    assertThat(names(second.change)).containsExactly("Triggered");
    assertThat(second.incident.id()).isNotEqualTo(first.incident.id());
  }

  @Test
  void window_takes_alerts_until_just_before_its_end() {
    assertThat(BY_TIME.isOpenTo(NOON, NOON.plus(WINDOW).minusNanos(1))).isTrue();
    assertThat(BY_TIME.isOpenTo(NOON, NOON.plus(WINDOW))).isFalse();
  }

  private record Told(Outcome.Changed change, Incident incident, Alert alert) {
    static Told of(AlertRules.Heard heard) {
      var change = changed(heard.outcome());
      return new Told(change, change.next(), heard.alert().orElseThrow());
    }
  }

  private static Told begin(String name, Optional<Incident> group, Instant now) {
    return begin(Checkout.opened(name), group, now);
  }

  private static Told begin(AlertChange change, Optional<Incident> group, Instant now) {
    var grouped =
        new Service(
            SERVICE.id(),
            SERVICE.organizationId(),
            SERVICE.name(),
            SERVICE.policy(),
            SERVICE.ackTimeout(),
            BY_MONITOR);
    return Told.of(AlertRules.begin(change, grouped, Routing.NONE, group, 1, ALL, now));
  }

  private static Told recover(Incident incident, Alert alert, String name) {
    var recovered =
        new AlertChange.Recovered(
            Ids.derive("recovered", name), alert(name), Ids.derive("opening", name), NOON, 1, null);
    return Told.of(AlertRules.hear(incident, alert, recovered, ALL, NOON));
  }

  private static AlertChange.Opened opened(String name, Priority priority) {
    var opened = Checkout.opened(name);
    return new AlertChange.Opened(
        opened.id(),
        opened.alert(),
        opened.opening(),
        NOON,
        Level.ALERT,
        Checkout.details("Disk full on " + name, priority));
  }

  private static Origin monitor(String id) {
    return new Origin.DatadogMonitor(id, List.of("host:" + id), null, null);
  }
}
