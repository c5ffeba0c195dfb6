package io.taskcall.oncall.domain.incident;

import static io.taskcall.oncall.domain.incident.Checkout.ALL;
import static io.taskcall.oncall.domain.incident.Checkout.ANA;
import static io.taskcall.oncall.domain.incident.Checkout.NOON;
import static io.taskcall.oncall.domain.incident.Checkout.SERVICE;
import static io.taskcall.oncall.domain.incident.Checkout.by;
import static io.taskcall.oncall.domain.incident.Checkout.changed;
import static io.taskcall.oncall.domain.incident.Checkout.names;
import static io.taskcall.oncall.domain.incident.Checkout.paged;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.AlertChange;
import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.IncidentSnapshot.Status;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Priority;
import io.taskcall.oncall.domain.routing.Routing;
import io.taskcall.oncall.domain.routing.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FiringAgainTest {
  private static final Instant RESOLVED = NOON.plusSeconds(60);
  private static final Instant LATER = RESOLVED.plusMillis(1);
  private static final AlertChange.Opened OPENED = Checkout.opened("disk");

  @Test
  void repeat_after_somebody_resolved_opens_another_incident_and_pages() {
    var again = begin(resolved(), repeated(2, LATER));
    assertThat(names(again.fresh())).containsExactly("Triggered", "NoteAdded");
    assertThat(notes(again.fresh()))
        .containsExactly("incident 1 was resolved, and the alert fires again");
    assertThat(paged(again.fresh())).containsExactly("ana@x.example");
    assertThat(again.fresh().next().snapshot().status()).isEqualTo(Status.OPEN);
    assertThat(again.fresh().next().snapshot().number()).isEqualTo(2);
    assertThat(again.fresh().next().trouble().title()).isEqualTo("Disk full on disk");
  }

  @Test
  void worsening_after_somebody_resolved_opens_another_incident_with_what_is_wrong_now() {
    var again = begin(resolved(), worsened(Priority.P1, LATER));
    assertThat(paged(again.fresh())).containsExactly("ana@x.example");
    assertThat(again.fresh().next().snapshot().priority()).isEqualTo(Priority.P1);
  }

  @Test
  void resolved_incident_stays_so_and_says_how_it_goes_on() {
    var again = begin(resolved(), repeated(2, LATER));
    assertThat(again.old().next()).isInstanceOf(Incident.Resolved.class);
    assertThat(notes(again.old()))
        .containsExactly("the alert fires again: it goes on as incident 2");
    assertThat(again.old().pages()).isEmpty();
    assertThat(again.old().next().trouble().tally()).isEqualTo(new Tally(1, 0, 1));
    assertThat(again.left().over()).isTrue();
    assertThat(again.left().id()).isNotEqualTo(again.alert().id());
  }

  @Test
  void repeat_observed_in_the_instant_of_the_resolution_or_before_only_counts() {
    for (var at : List.of(RESOLVED, RESOLVED.minusMillis(1))) {
      var repeated = repeated(2, at);
      assertThat(FiringAgain.of(resolved().incident, resolved().alert, repeated)).isEmpty();
      var counted = hear(resolved(), repeated);
      assertThat(counted.incident.snapshot().alertCount()).isEqualTo(2);
      assertThat(counted.change.events()).isEmpty();
      assertThat(counted.change.pages()).isEmpty();
    }
  }

  @Test
  void repeat_of_before_the_resolution_that_comes_after_the_one_that_opened_changes_nothing() {
    var again = after(begin(resolved(), repeated(3, LATER)));
    var late = repeated(2, RESOLVED.minusMillis(1));
    assertThat(FiringAgain.of(again.incident, again.alert, late)).isEmpty();
    assertThat(AlertRules.hear(again.incident, again.alert, late, ALL, LATER).outcome())
        .isInstanceOf(Outcome.Unchanged.class);
  }

  @Test
  void same_repeat_met_again_has_the_same_ids() {
    var repeated = repeated(2, LATER);
    var once = begin(resolved(), repeated);
    assertThat(begin(resolved(), repeated)).isEqualTo(once);
    var again = after(once);
    assertThat(FiringAgain.of(again.incident, again.alert, repeated)).isEmpty();
    assertThat(AlertRules.hear(again.incident, again.alert, repeated, ALL, LATER).outcome())
        .isInstanceOf(Outcome.Unchanged.class);
  }

  @Test
  void each_resolution_by_hand_is_followed_by_an_incident_of_its_own() {
    var second = after(begin(resolved(), repeated(2, LATER)));
    var resolvedAgain = resolve(second, Duration.ofMinutes(10));
    var third = begin(resolvedAgain, repeated(3, NOON.plus(Duration.ofMinutes(11))));
    assertThat(third.fresh().next().id())
        .isNotEqualTo(second.incident.id())
        .isNotEqualTo(Alert.idOf(OPENED));
    assertThat(third.alert().id()).isEqualTo(Alert.idOf(OPENED));
    assertThat(third.left().id()).isNotEqualTo(begin(resolved(), repeated(2, LATER)).left().id());
    assertThat(paged(third.fresh())).containsExactly("ana@x.example");
  }

  @Test
  void recovery_resolves_the_incident_that_goes_on() {
    var again = after(begin(resolved(), repeated(2, LATER)));
    var over = hear(again, recovered());
    assertThat(names(over.change)).containsExactly("AlertRecovered", "Resolved");
    assertThat(over.incident.id()).isEqualTo(again.incident.id());
  }

  @Test
  void incident_whose_alert_recovered_is_left_alone() {
    var over = hear(opened(), recovered());
    assertThat(over.incident).isInstanceOf(Incident.Resolved.class);
    assertThat(
            FiringAgain.of(over.incident, over.alert, repeated(3, LATER.plus(Duration.ofDays(1)))))
        .isEmpty();
  }

  @Test
  void incident_that_is_not_resolved_only_counts() {
    assertThat(FiringAgain.of(opened().incident, opened().alert, repeated(2, LATER))).isEmpty();
  }

  @Test
  void rules_and_maintenances_hold_as_for_an_opening() {
    var suppress =
        new Rule(
            "records",
            List.of(),
            new Rule.Treatment(Optional.empty(), Optional.empty(), Optional.empty(), true));
    var routing = new Routing(List.of(suppress), List.of());
    var again = again(resolved(), repeated(2, LATER), routing, Optional.empty());
    assertThat(again.fresh().pages()).isEmpty();
    assertThat(notes(again.fresh())).hasSize(2);
  }

  @Test
  void alert_joins_the_open_incident_of_its_group() {
    var group = changed(OneAlert.begins(Checkout.opened("other"), SERVICE, ALL, LATER)).next();
    var grouped =
        new Service(
            SERVICE.id(),
            SERVICE.organizationId(),
            SERVICE.name(),
            SERVICE.policy(),
            SERVICE.ackTimeout(),
            new Grouping.ByMonitor());
    var resolved = resolved();
    var again =
        FiringAgain.of(resolved.incident, resolved.alert, repeated(2, LATER))
            .flatMap(found -> found.begin(grouped, Routing.NONE, Optional.of(group), 2, ALL, LATER))
            .orElseThrow();
    assertThat(names(again.fresh())).containsExactly("AlertAttached", "NoteAdded");
    assertThat(again.fresh().next().id()).isEqualTo(group.id());
    assertThat(again.fresh().pages()).isEmpty();
  }

  @Test
  void incident_in_datadog_is_firing_again_only_if_it_is_worse_than_known() {
    var incident = new Origin.DatadogIncident("uuid", null, null, null, null);
    var alert = resolved().alert;
    var known = of(alert, incident);
    assertThat(FiringAgain.of(resolved().incident, known, repeated(2, LATER))).isEmpty();
    assertThat(FiringAgain.of(resolved().incident, known, worsened(null, LATER))).isEmpty();
    assertThat(FiringAgain.of(resolved().incident, known, worsened(Priority.P1, LATER)))
        .isPresent();
  }

  @Test
  void alert_that_nothing_was_heard_of_is_over_with_the_reason() {
    var expired =
        new AlertChange.Expired(
            Ids.derive("expired", 1), OPENED.alert(), OPENED.opening(), LATER, NOON);
    var over = hear(opened(), expired);
    assertThat(names(over.change)).containsExactly("NoteAdded", "AlertRecovered", "Resolved");
    assertThat(notes(over.change))
        .containsExactly(
            "nothing was heard of the alert since it fired at 2026-03-01T12:00:00Z: it is taken to"
                + " be over");
  }

  private record Told(Outcome.Changed change, Incident incident, Alert alert) {
    static Told of(AlertRules.Heard heard) {
      var change = changed(heard.outcome());
      return new Told(change, change.next(), heard.alert().orElseThrow());
    }
  }

  private static Told opened() {
    return Told.of(AlertRules.begin(OPENED, SERVICE, Routing.NONE, Optional.empty(), 1, ALL, NOON));
  }

  private static Told resolved() {
    return resolve(opened(), Duration.between(NOON, RESOLVED));
  }

  private static Told resolve(Told told, Duration later) {
    var change = changed(told.incident.resolve(by(ANA, later)));
    return new Told(change, change.next(), told.alert);
  }

  private static Told hear(Told told, AlertChange change) {
    return Told.of(AlertRules.hear(told.incident, told.alert, change, ALL, LATER));
  }

  private static FiringAgain.GoesOn begin(Told told, AlertChange change) {
    return again(told, change, Routing.NONE, Optional.empty());
  }

  private static FiringAgain.GoesOn again(
      Told told, AlertChange change, Routing routing, Optional<Incident> group) {
    return FiringAgain.of(told.incident, told.alert, change)
        .flatMap(found -> found.begin(SERVICE, routing, group, 2, ALL, LATER))
        .orElseThrow();
  }

  private static Told after(FiringAgain.GoesOn again) {
    return new Told(again.fresh(), again.fresh().next(), again.alert());
  }

  private static Alert of(Alert alert, Origin origin) {
    var details = alert.details();
    var other =
        new AlertDetails(
            origin,
            details.title(),
            details.text(),
            details.priority(),
            details.tags(),
            details.host(),
            details.link(),
            details.image(),
            details.test());
    return new Alert(alert.id(), alert.ref(), alert.level(), other, alert.count(), alert.over());
  }

  private static AlertChange.Repeated repeated(int count, Instant at) {
    return new AlertChange.Repeated(
        Ids.derive("repeated", count), OPENED.alert(), OPENED.opening(), at, count);
  }

  private static AlertChange.Worsened worsened(Priority priority, Instant at) {
    return new AlertChange.Worsened(
        Ids.derive("worsened", 1),
        OPENED.alert(),
        OPENED.opening(),
        at,
        Level.ALERT,
        Checkout.details("Disk full on disk", priority));
  }

  private static AlertChange.Recovered recovered() {
    return new AlertChange.Recovered(
        Ids.derive("recovered", 1), OPENED.alert(), OPENED.opening(), LATER, 2, null);
  }

  private static List<String> notes(Outcome.Changed change) {
    return change.events().stream()
        .filter(IncidentEvent.NoteAdded.class::isInstance)
        .map(IncidentEvent.NoteAdded.class::cast)
        .map(IncidentEvent.NoteAdded::note)
        .toList();
  }
}
