package io.taskcall.oncall.domain.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.Actor;
import io.taskcall.contracts.AlertChange;
import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.AlertRef;
import io.taskcall.contracts.Fingerprint;
import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.Origin;
import io.taskcall.oncall.domain.contact.Call;
import io.taskcall.oncall.domain.escalation.Directory;
import io.taskcall.oncall.domain.escalation.Person;
import io.taskcall.oncall.domain.escalation.Policy;
import io.taskcall.oncall.domain.page.Page;
import io.taskcall.oncall.domain.page.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RefusedPageTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration WAIT = Duration.ofMinutes(5);
  private static final UUID ORGANIZATION = new UUID(1, 1);
  private static final Person ANA =
      new Person(new UUID(0, 1), ORGANIZATION, "Ana", "ana@x.example");
  private static final Person BEN =
      new Person(new UUID(0, 2), ORGANIZATION, "Ben", "ben@x.example");
  private static final Person CHLOE =
      new Person(new UUID(0, 3), ORGANIZATION, "Chloe", "chloe@x.example");
  private static final Directory ALL =
      new Directory(Map.of(), Map.of(ANA.id(), ANA, BEN.id(), BEN, CHLOE.id(), CHLOE));
  private static final AlertRef ALERT =
      new AlertRef(
          Fingerprint.of(ORGANIZATION, new UUID(2, 2), "disk"),
          ORGANIZATION,
          new UUID(2, 2),
          new UUID(3, 3));
  private static final Policy TWO_THEN_ONE =
      new Policy(
          new UUID(5, 5),
          "default",
          1,
          List.of(
              new Policy.Level(WAIT, List.of(), List.of(ANA.id(), BEN.id())),
              new Policy.Level(WAIT, List.of(), List.of(CHLOE.id()))));

  private final Outcome.Changed opened = opened();
  private final Page toAna = opened.pages().get(0);
  private final Page toBen = opened.pages().get(1);

  @Test
  void level_waits_while_a_colleague_was_reached() {
    assertThat(refused(opened.next(), toAna, failed(toAna), sent(toBen)))
        .isInstanceOf(Outcome.Unchanged.class);
  }

  @Test
  void level_waits_while_a_colleague_may_be_reached_yet() {
    assertThat(refused(opened.next(), toAna, failed(toAna), scheduled(toBen)))
        .isInstanceOf(Outcome.Unchanged.class);
  }

  @Test
  void level_of_which_nobody_can_be_reached_escalates_at_once() {
    var next = changed(refused(opened.next(), toBen, failed(toAna), failed(toBen)));
    assertThat(next.pages()).extracting(Page::address).containsExactly("chloe@x.example");
    assertThat(next.next().wakeAt()).contains(NOON.plus(WAIT));
    assertThat(next.events())
        .singleElement()
        .isInstanceOfSatisfying(
            IncidentEvent.Escalated.class,
            escalated ->
                assertThat(escalated.reason()).isEqualTo("nobody at level 1 can be reached"));
  }

  @Test
  void refusal_at_an_older_level_leaves_the_current_one_its_time() {
    var escalated = changed(Asking.wake(opened.next(), at(WAIT), ALL));
    var toChloe = escalated.pages().getFirst();
    assertThat(refused(escalated.next(), toAna, failed(toAna), failed(toBen), scheduled(toChloe)))
        .isInstanceOf(Outcome.Unchanged.class);
  }

  @Test
  void refused_notice_that_it_got_worse_leaves_the_level_its_time() {
    var worse =
        changed(
            OneAlert.changes(
                opened.next(),
                new AlertChange.Worsened(
                    new UUID(8, 2), ALERT, new UUID(4, 4), NOON, Level.ALERT, details()),
                ALL,
                NOON));
    var notice = worse.pages().getFirst();
    assertThat(refused(worse.next(), notice, sent(toAna), sent(toBen), failed(notice)))
        .isInstanceOf(Outcome.Unchanged.class);
    assertThat(refused(worse.next(), notice, failed(toAna), failed(toBen), failed(notice)))
        .isInstanceOf(Outcome.Unchanged.class);
  }

  @Test
  void refusals_of_an_earlier_round_do_not_count_in_the_next() {
    var second = changed(Asking.wake(opened.next(), at(WAIT), ALL)).next();
    var again = changed(Asking.wake(second, at(WAIT.multipliedBy(2)), ALL));
    assertThat(again.pages()).hasSize(2);
    var anew = again.pages().getFirst();
    assertThat(refused(again.next(), toAna, failed(toAna), failed(toBen), scheduled(anew)))
        .isInstanceOf(Outcome.Unchanged.class);
  }

  @Test
  void last_level_that_cannot_be_reached_says_that_nobody_is_left() {
    var incident = opened.next();
    for (int step = 1; step <= 3; step++) {
      incident = changed(Asking.wake(incident, at(WAIT.multipliedBy(step)), ALL)).next();
    }
    var last =
        Page.to(
            CHLOE,
            new Call(CHLOE.reach().usable().getFirst(), NOON),
            incident.id(),
            2,
            Page.Reason.ESCALATION,
            incident.assignment().step());
    var said = changed(refused(incident, last, failed(last)));
    assertThat(said.pages()).isEmpty();
    assertThat(said.events())
        .singleElement()
        .isInstanceOfSatisfying(
            IncidentEvent.NoteAdded.class,
            note ->
                assertThat(note.note())
                    .isEqualTo("there is nobody left to ask: nobody at level 2 can be reached"));
  }

  @Test
  void acknowledged_incident_asks_nobody_else() {
    var taken = changed(opened.next().acknowledge(at(Duration.ZERO))).next();
    assertThat(refused(taken, toAna, failed(toAna), failed(toBen)))
        .isInstanceOf(Outcome.Unchanged.class);
  }

  private static Outcome refused(Incident incident, Page refused, Standing... pages) {
    return Asking.refused(incident, List.of(refused), List.of(pages), at(Duration.ZERO), ALL);
  }

  private static Standing failed(Page page) {
    return new Standing(page, Standing.State.FAILED);
  }

  private static Standing sent(Page page) {
    return new Standing(page, Standing.State.SENT);
  }

  private static Standing scheduled(Page page) {
    return new Standing(page, Standing.State.SCHEDULED);
  }

  private static Cause at(Duration later) {
    return new Cause(new UUID(7, later.toMillis()), new Actor.Rule("test"), NOON.plus(later));
  }

  private static Outcome.Changed opened() {
    var service =
        new Service(ALERT.serviceId(), ORGANIZATION, "Checkout", TWO_THEN_ONE, Optional.empty());
    var change =
        new AlertChange.Opened(new UUID(8, 1), ALERT, new UUID(4, 4), NOON, Level.ALERT, details());
    return changed(OneAlert.begins(change, service, ALL, NOON));
  }

  private static Outcome.Changed changed(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Changed.class);
    return (Outcome.Changed) outcome;
  }

  private static AlertDetails details() {
    var origin = new Origin.DatadogMonitor("1", List.of(), null, null);
    return new AlertDetails(origin, "Disk full", null, null, List.of(), null, null, null, false);
  }
}
