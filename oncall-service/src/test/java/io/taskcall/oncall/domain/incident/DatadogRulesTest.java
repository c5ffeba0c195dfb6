package io.taskcall.oncall.domain.incident;

import static io.taskcall.oncall.domain.incident.Checkout.ALL;
import static io.taskcall.oncall.domain.incident.Checkout.NOON;
import static io.taskcall.oncall.domain.incident.Checkout.ORGANIZATION;
import static io.taskcall.oncall.domain.incident.Checkout.SERVICE;
import static io.taskcall.oncall.domain.incident.Checkout.changed;
import static io.taskcall.oncall.domain.incident.Checkout.names;
import static io.taskcall.oncall.domain.incident.Checkout.open;
import static io.taskcall.oncall.domain.incident.Checkout.paged;
import static io.taskcall.oncall.domain.incident.Checkout.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.Actor;
import io.taskcall.contracts.AlertChange;
import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.DatadogChange;
import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.IncidentSnapshot.Status;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Priority;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DatadogRulesTest {
  private static final UUID INTEGRATION = new UUID(2, 2);

  private static DatadogChange.LinkRef link(Incident incident) {
    return new DatadogChange.LinkRef(incident.id(), ORGANIZATION, INTEGRATION, "a6250371");
  }

  private static DatadogChange.Reopened reopened(Incident incident, Status status) {
    return new DatadogChange.Reopened(
        new UUID(6, 1), NOON, link(incident), "eve", "active", status, "Still full", Priority.P2);
  }

  @Test
  void a_change_that_was_judged_knowing_another_incident_is_void() {
    var incident = open();
    var late =
        new DatadogChange.StatusChanged(
            new UUID(6, 2), NOON, link(incident), "eve", "active", Status.OPEN, Status.RESOLVED);
    assertThat(DatadogRules.hear(incident, late, ALL, NOON)).isInstanceOf(Outcome.Unchanged.class);
    var severe =
        new DatadogChange.SeverityChanged(
            new UUID(6, 3), NOON, link(incident), "eve", "SEV-1", Priority.P1, "P2");
    assertThat(DatadogRules.hear(incident, severe, ALL, NOON))
        .isInstanceOf(Outcome.Unchanged.class);
    var known =
        new DatadogChange.SeverityChanged(
            new UUID(6, 4), NOON, link(incident), "eve", "SEV-1", Priority.P1, "none");
    assertThat(changed(DatadogRules.hear(incident, known, ALL, NOON)).next().trouble().priority())
        .isEqualTo(Priority.P1);
  }

  @Test
  void another_title_there_is_another_title_here() {
    var incident = open();
    var from = incident.trouble().title();
    var retitled =
        new DatadogChange.TitleChanged(new UUID(6, 5), NOON, link(incident), "eve", "DNS", from);
    var next = changed(DatadogRules.hear(incident, retitled, ALL, NOON)).next();
    assertThat(next.trouble().title()).isEqualTo("DNS");
    assertThat(DatadogRules.hear(next, retitled, ALL, NOON)).isInstanceOf(Outcome.Unchanged.class);
  }

  @Test
  void what_was_given_up_is_told_in_the_timeline() {
    var incident = open();
    var given =
        new DatadogChange.GivenUp(
            new UUID(6, 6), NOON, link(incident), null, "priority SEV-0", "400: Invalid value");
    var noted = changed(DatadogRules.hear(incident, given, ALL, NOON));
    assertThat(noted.events())
        .singleElement()
        .isInstanceOfSatisfying(
            IncidentEvent.NoteAdded.class,
            note -> {
              assertThat(note.note()).contains("priority SEV-0", "400: Invalid value");
              assertThat(note.by()).isEqualTo(new Actor.Rule("datadog_mirror"));
            });
  }

  @Test
  void a_resolved_incident_goes_on_as_a_new_one_that_asks_people_and_each_tells_of_the_other() {
    var old = resolved();
    var both = GoingOn.as(old, reopened(old, Status.OPEN), 18, ALL, NOON);
    assertThat(both.fresh().next()).isInstanceOf(Incident.Open.class);
    assertThat(both.fresh().next().trouble().title()).isEqualTo("Still full");
    assertThat(both.fresh().next().about().source()).isEqualTo(old.about().source());
    assertThat(paged(both.fresh())).containsExactly("ana@x.example");
    assertThat(names(both.fresh())).startsWith("Triggered", "NoteAdded");
    assertThat(names(both.old())).containsExactly("NoteAdded");
    assertThat(both.old().next()).isEqualTo(old);
  }

  @Test
  void what_is_under_control_in_datadog_wakes_nobody() {
    var old = resolved();
    var both = GoingOn.as(old, reopened(old, Status.ACKNOWLEDGED), 18, ALL, NOON);
    assertThat(both.fresh().next()).isInstanceOf(Incident.Acknowledged.class);
    assertThat(both.fresh().pages()).isEmpty();
  }

  @Test
  void what_the_mirror_declared_in_datadog_opens_no_incident() {
    var origin = new Origin.DatadogIncident("a6250371", null, null, null, null);
    assertThat(OneAlert.begins(says(origin, "Slow [TaskCall #17-f6848bad]"), SERVICE, ALL, NOON))
        .isInstanceOf(Outcome.Unchanged.class);
    assertThat(OneAlert.begins(says(origin, "Slow [TaskCall #17]"), SERVICE, ALL, NOON))
        .isInstanceOf(Outcome.Changed.class);
  }

  @Test
  void what_was_said_here_first_is_no_news_when_it_comes_back_from_datadog() {
    var origin = new Origin.DatadogIncident("a6250371", null, null, null, null);
    var opened = changed(OneAlert.begins(says(origin, "Slow"), SERVICE, ALL, NOON)).next();
    var urgent =
        changed(
                DatadogRules.hear(
                    opened,
                    new DatadogChange.SeverityChanged(
                        new UUID(6, 7), NOON, link(opened), null, "SEV-1", Priority.P1, null),
                    ALL,
                    NOON))
            .next();
    var disk = Checkout.opened("disk");
    var back =
        new AlertChange.Worsened(
            new UUID(6, 8),
            disk.alert(),
            disk.opening(),
            NOON,
            Level.ALERT,
            new AlertDetails(
                origin, "Slow", null, Priority.P1, List.of(), null, null, null, false));
    assertThat(changed(OneAlert.changes(urgent, back, ALL, NOON)).events()).isEmpty();
    assertThat(changed(OneAlert.changes(opened, back, ALL, NOON)).events()).hasSize(1);
  }

  private static AlertChange says(Origin origin, String title) {
    var opened = Checkout.opened("disk");
    return new AlertChange.Opened(
        opened.id(),
        opened.alert(),
        opened.opening(),
        NOON,
        Level.ALERT,
        new AlertDetails(origin, title, null, null, List.of(), null, null, null, false));
  }
}
