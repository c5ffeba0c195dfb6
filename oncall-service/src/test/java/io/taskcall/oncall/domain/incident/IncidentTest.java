package io.taskcall.oncall.domain.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.Actor;
import io.taskcall.contracts.AlertChange;
import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.AlertRef;
import io.taskcall.contracts.DatadogChange;
import io.taskcall.contracts.Event;
import io.taskcall.contracts.Fingerprint;
import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.IncidentSnapshot;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Priority;
import io.taskcall.oncall.domain.escalation.Directory;
import io.taskcall.oncall.domain.escalation.Person;
import io.taskcall.oncall.domain.escalation.Policy;
import io.taskcall.oncall.domain.page.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IncidentTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration WAIT = Duration.ofMinutes(5);
  private static final UUID ORGANIZATION = new UUID(1, 1);
  private static final Person ANA =
      new Person(new UUID(0, 1), ORGANIZATION, "Ana", "ana@x.example");
  private static final Person BEN =
      new Person(new UUID(0, 2), ORGANIZATION, "Ben", "ben@x.example");
  private static final Directory ALL =
      new Directory(Map.of(), Map.of(ANA.id(), ANA, BEN.id(), BEN));
  private static final AlertRef ALERT =
      new AlertRef(
          Fingerprint.of(ORGANIZATION, new UUID(2, 2), "disk"),
          ORGANIZATION,
          new UUID(2, 2),
          new UUID(3, 3));
  private static final UUID OPENING = new UUID(4, 4);
  private static final Service SERVICE =
      new Service(
          ALERT.serviceId(),
          ORGANIZATION,
          "Checkout",
          new Policy(
              new UUID(5, 5),
              "default",
              0,
              List.of(
                  new Policy.Level(WAIT, List.of(), List.of(ANA.id())),
                  new Policy.Level(WAIT, List.of(), List.of(BEN.id())))),
          Optional.of(Duration.ofHours(1)));

  @Test
  void opened_alert_opens_an_incident_and_pages_the_first_level() {
    var opened = opened();
    assertThat(opened.events()).singleElement().isInstanceOf(IncidentEvent.Triggered.class);
    assertThat(opened.pages()).singleElement().extracting(Page::address).isEqualTo("ana@x.example");
    assertThat(opened.next().wakeAt()).contains(NOON.plus(WAIT));
  }

  @Test
  void same_opening_met_again_has_the_same_ids() {
    assertThat(opened()).isEqualTo(opened());
  }

  @Test
  void unanswered_incident_escalates_exactly_when_its_wait_is_over() {
    var incident = opened().next();
    assertThat(Asking.wake(incident, clock(WAIT.minusNanos(1)), ALL))
        .isInstanceOf(Outcome.Unchanged.class);
    var escalated = changed(Asking.wake(incident, clock(WAIT), ALL));
    assertThat(escalated.pages())
        .singleElement()
        .extracting(Page::address)
        .isEqualTo("ben@x.example");
    assertThat(escalated.next().snapshot().level()).isEqualTo(2);
    assertThat(escalated.next().wakeAt()).isEmpty();
  }

  @Test
  void acknowledging_stops_escalation_and_cancels_what_was_not_sent() {
    var acknowledged = changed(opened().next().acknowledge(clock(Duration.ZERO)));
    assertThat(acknowledged.cancels()).isTrue();
    assertThat(acknowledged.next().wakeAt()).contains(NOON.plus(Duration.ofHours(1)));
    assertThat(acknowledged.next().acknowledge(clock(Duration.ZERO)))
        .isInstanceOf(Outcome.Unchanged.class);
  }

  @Test
  void incident_without_progress_opens_again_and_pages_with_new_pages() {
    var opened = opened();
    var acknowledged = changed(opened.next().acknowledge(clock(Duration.ZERO))).next();
    var again = changed(Asking.wake(acknowledged, clock(Duration.ofHours(1)), ALL));
    assertThat(again.events().getFirst()).isInstanceOf(IncidentEvent.Unacknowledged.class);
    assertThat(again.pages()).singleElement().isNotEqualTo(opened.pages().getFirst());
    assertThat(again.pages().getFirst().ref().pageId())
        .isNotEqualTo(opened.pages().getFirst().ref().pageId());
  }

  @Test
  void recovery_resolves_for_good() {
    var resolved = changed(hear(opened().next(), recovered()));
    assertThat(resolved.cancels()).isTrue();
    assertThat(resolved.events().stream().map(Event::getClass).map(Class::getSimpleName))
        .containsExactly("AlertRecovered", "Resolved");
    assertThat(resolved.next().acknowledge(clock(Duration.ZERO)))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(resolved.next().resolve(clock(Duration.ZERO))).isInstanceOf(Outcome.Unchanged.class);
  }

  @Test
  void repeats_are_counted_and_counts_never_go_back() {
    var counted = changed(hear(opened().next(), repeated(7)));
    assertThat(counted.events()).isEmpty();
    assertThat(counted.pages()).isEmpty();
    assertThat(counted.next().trouble().count()).isEqualTo(7);
    assertThat(hear(counted.next(), repeated(3))).isInstanceOf(Outcome.Unchanged.class);
  }

  @Test
  void worse_alert_tells_those_who_were_asked_and_wakes_them() {
    var worse = changed(hear(opened(Level.WARN).next(), worsened()));
    assertThat(worse.pages())
        .singleElement()
        .extracting(Page::reason)
        .isEqualTo(Page.Reason.WORSENED);
    assertThat(worse.next().snapshot().urgency()).isEqualTo(IncidentSnapshot.Urgency.HIGH);
    assertThat(worse.next().wakeAt()).isEqualTo(opened().next().wakeAt());
  }

  @Test
  void alert_of_an_unknown_service_opens_an_incident_that_says_nobody_was_asked() {
    var lost = changed(OneAlert.begins(change(Level.ALERT), Service.unknown(ALERT), ALL, NOON));
    assertThat(lost.pages()).isEmpty();
    assertThat(lost.events().getLast()).isInstanceOf(IncidentEvent.NoteAdded.class);
  }

  @Test
  void change_in_datadog_acknowledges_resolves_and_reprioritizes() {
    var incident = opened().next();
    var link = new DatadogChange.LinkRef(incident.id(), ORGANIZATION, new UUID(2, 2), "uuid");
    var stable =
        new DatadogChange.StatusChanged(
            new UUID(6, 1),
            NOON,
            link,
            "eve",
            "stable",
            IncidentSnapshot.Status.ACKNOWLEDGED,
            null);
    var acknowledged = changed(DatadogRules.hear(incident, stable, ALL, NOON));
    assertThat(acknowledged.events().getFirst().by())
        .isEqualTo(new Actor.Datadog(new UUID(2, 2), "eve"));
    var severe =
        new DatadogChange.SeverityChanged(
            new UUID(6, 2), NOON, link, null, "SEV-3", Priority.P3, null);
    assertThat(changed(DatadogRules.hear(incident, severe, ALL, NOON)).next().trouble().priority())
        .isEqualTo(Priority.P3);
  }

  private static Outcome.Changed opened() {
    return opened(Level.ALERT);
  }

  private static Outcome.Changed opened(Level level) {
    return changed(OneAlert.begins(change(level), SERVICE, ALL, NOON));
  }

  private static Outcome hear(Incident incident, AlertChange change) {
    return OneAlert.changes(incident, change, ALL, NOON);
  }

  private static Outcome.Changed changed(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Changed.class);
    return (Outcome.Changed) outcome;
  }

  private static Cause clock(Duration later) {
    return new Cause(new UUID(7, later.toMillis()), new Actor.Rule("escalation"), NOON.plus(later));
  }

  private static AlertChange change(Level level) {
    return new AlertChange.Opened(new UUID(8, 1), ALERT, OPENING, NOON, level, details());
  }

  private static AlertChange worsened() {
    return new AlertChange.Worsened(new UUID(8, 2), ALERT, OPENING, NOON, Level.ALERT, details());
  }

  private static AlertChange repeated(int count) {
    return new AlertChange.Repeated(new UUID(8, 2L + count), ALERT, OPENING, NOON, count);
  }

  private static AlertChange recovered() {
    return new AlertChange.Recovered(new UUID(8, 99), ALERT, OPENING, NOON, 1, null);
  }

  private static AlertDetails details() {
    return new AlertDetails(
        new Origin.DatadogMonitor("1", List.of(), null, null),
        "Disk full",
        null,
        null,
        List.of(),
        null,
        null,
        null,
        false);
  }
}
