package io.taskcall.oncall.domain.incident;

import static io.taskcall.oncall.domain.incident.Checkout.ALL;
import static io.taskcall.oncall.domain.incident.Checkout.ANA;
import static io.taskcall.oncall.domain.incident.Checkout.BEN;
import static io.taskcall.oncall.domain.incident.Checkout.CHLOE;
import static io.taskcall.oncall.domain.incident.Checkout.DORA;
import static io.taskcall.oncall.domain.incident.Checkout.NOON;
import static io.taskcall.oncall.domain.incident.Checkout.WAIT;
import static io.taskcall.oncall.domain.incident.Checkout.acknowledged;
import static io.taskcall.oncall.domain.incident.Checkout.by;
import static io.taskcall.oncall.domain.incident.Checkout.changed;
import static io.taskcall.oncall.domain.incident.Checkout.clock;
import static io.taskcall.oncall.domain.incident.Checkout.names;
import static io.taskcall.oncall.domain.incident.Checkout.open;
import static io.taskcall.oncall.domain.incident.Checkout.paged;
import static io.taskcall.oncall.domain.incident.Checkout.refused;
import static io.taskcall.oncall.domain.incident.Checkout.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.AlertChange;
import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.IncidentSnapshot.Status;
import io.taskcall.contracts.IncidentSnapshot.Urgency;
import io.taskcall.contracts.Priority;
import io.taskcall.contracts.Responder;
import io.taskcall.oncall.domain.escalation.Directory;
import io.taskcall.oncall.domain.escalation.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HandlingTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Cause NOW = by(CHLOE, Duration.ZERO);

  @Nested
  class Snoozed {
    private static final Instant ONE = NOON.plus(HOUR);

    @Test
    void open_incident_is_left_alone_until_its_snooze_ends() {
      var snoozed = changed(Snoozing.until(open(), ONE, NOW));
      assertThat(snoozed.cancels()).isTrue();
      assertThat(snoozed.next().wakeAt()).contains(ONE);
      assertThat(snoozed.next().snapshot().snoozedUntil()).isEqualTo(ONE);
      assertThat(Asking.wake(snoozed.next(), clock(WAIT), ALL))
          .isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void exactly_when_its_snooze_ends_it_pages_again_from_level_one_with_new_pages() {
      var snoozed = changed(Snoozing.until(open(), ONE, NOW)).next();
      var awake = changed(Asking.wake(snoozed, clock(HOUR), ALL));
      assertThat(paged(awake)).containsExactly("ana@x.example");
      assertThat(names(awake)).containsExactly("Escalated");
      assertThat(awake.next().snoozedUntil()).isEmpty();
      assertThat(awake.next().wakeAt()).contains(ONE.plus(WAIT));
      assertThat(awake.next().assignment().run()).isEqualTo(2);
    }

    @Test
    void acknowledged_incident_opens_again_when_its_snooze_ends_and_not_at_its_ack_timeout() {
      var snoozed = changed(Snoozing.until(acknowledged(), ONE.plus(HOUR), NOW)).next();
      assertThat(snoozed.snapshot().status()).isEqualTo(Status.ACKNOWLEDGED);
      assertThat(Asking.wake(snoozed, clock(HOUR), ALL)).isInstanceOf(Outcome.Unchanged.class);
      var awake = changed(Asking.wake(snoozed, clock(HOUR.plus(HOUR)), ALL));
      assertThat(names(awake)).containsExactly("Unacknowledged");
      assertThat(paged(awake)).containsExactly("ana@x.example");
    }

    @Test
    void acknowledging_ends_the_snooze() {
      var snoozed = changed(Snoozing.until(open(), ONE.plus(HOUR), NOW)).next();
      var taken = changed(snoozed.acknowledge(NOW)).next();
      assertThat(taken.snoozedUntil()).isEmpty();
      assertThat(taken.wakeAt()).contains(ONE);
    }

    @Test
    void moment_that_is_not_yet_to_come_and_a_resolved_incident_are_refused() {
      assertThat(refused(Snoozing.until(open(), NOON, NOW))).contains("yet to come");
      assertThat(refused(Snoozing.until(resolved(), ONE, NOW))).contains("resolved");
    }
  }

  @Nested
  class Reassigned {
    @Test
    void others_are_asked_instead_and_what_was_not_sent_is_called_off() {
      var handed = changed(Calling.reassign(acknowledged(), List.of(CHLOE.id()), NOW, ALL));
      assertThat(handed.cancels()).isTrue();
      assertThat(paged(handed)).containsExactly("chloe@x.example");
      assertThat(handed.next().snapshot().status()).isEqualTo(Status.OPEN);
      assertThat(handed.next().snapshot().responders())
          .containsExactly(new Responder(CHLOE.id(), "Chloe"));
      assertThat(handed.events())
          .singleElement()
          .isInstanceOfSatisfying(
              IncidentEvent.Reassigned.class,
              event -> assertThat(event.from()).containsExactly(new Responder(ANA.id(), "Ana")));
    }

    @Test
    void policy_of_the_service_goes_on_when_those_it_was_handed_to_do_not_answer() {
      var handed = changed(Calling.reassign(open(), List.of(CHLOE.id()), NOW, ALL)).next();
      var on = changed(Asking.wake(handed, clock(WAIT), ALL));
      assertThat(paged(on)).containsExactly("ana@x.example");
      var further = changed(Asking.wake(on.next(), clock(WAIT.plus(WAIT)), ALL));
      assertThat(paged(further)).containsExactly("ben@x.example");
    }

    @Test
    void another_policy_asks_from_its_first_level_also_after_a_snooze() {
      var level = new Policy.Level(WAIT, List.of(), List.of(BEN.id()));
      var other = new Policy(new UUID(5, 6), "other", 0, List.of(level));
      var handed = changed(Calling.reassign(open(), other, NOW, ALL));
      assertThat(paged(handed)).containsExactly("ben@x.example");
      var snoozed = changed(Snoozing.until(handed.next(), NOON.plus(HOUR), NOW)).next();
      assertThat(paged(changed(Asking.wake(snoozed, clock(HOUR), ALL))))
          .containsExactly("ben@x.example");
    }

    @Test
    void nobody_takes_over_who_cannot_be_reached() {
      assertThat(refused(Calling.reassign(open(), Policy.NONE, NOW, ALL)))
          .isEqualTo("there is nobody left to ask");
      var onlyDora = new Directory(Map.of(), Map.of(DORA.id(), DORA));
      assertThat(refused(Calling.reassign(open(), List.of(DORA.id()), NOW, onlyDora)))
          .contains("usable contact method");
      assertThat(refused(Calling.reassign(resolved(), List.of(BEN.id()), NOW, ALL)))
          .contains("resolved");
    }
  }

  @Nested
  class Escalated {
    @Test
    void next_level_is_asked_at_once_and_its_own_wait_begins() {
      var hurried = changed(Calling.escalate(open(), by(CHLOE, Duration.ofMinutes(1)), ALL));
      assertThat(paged(hurried)).containsExactly("ben@x.example");
      assertThat(hurried.next().snapshot().level()).isEqualTo(2);
      assertThat(hurried.events().getFirst().by()).isEqualTo(NOW.by());
    }

    @Test
    void incident_that_somebody_took_on_is_open_again_at_the_next_level() {
      var hurried = changed(Calling.escalate(acknowledged(), NOW, ALL));
      assertThat(hurried.next().snapshot().status()).isEqualTo(Status.OPEN);
      assertThat(paged(hurried)).containsExactly("ben@x.example");
    }

    @Test
    void after_the_last_level_there_is_nobody_left() {
      var last = changed(Calling.escalate(open(), NOW, ALL)).next();
      assertThat(refused(Calling.escalate(last, NOW, ALL))).contains("nobody left");
      assertThat(refused(Calling.escalate(resolved(), NOW, ALL))).contains("resolved");
    }
  }

  @Nested
  class Joined {
    @Test
    void more_people_are_asked_and_nothing_else_changes() {
      var joined = changed(Calling.add(acknowledged(), List.of(BEN.id(), ANA.id()), NOW, ALL));
      assertThat(paged(joined)).containsExactly("ben@x.example");
      assertThat(joined.next().snapshot().status()).isEqualTo(Status.ACKNOWLEDGED);
      assertThat(joined.next().wakeAt()).isEqualTo(acknowledged().wakeAt());
      assertThat(names(joined)).containsExactly("RespondersAdded");
    }

    @Test
    void whoever_was_asked_already_is_not_paged_again() {
      assertThat(Calling.add(open(), List.of(ANA.id()), NOW, ALL))
          .isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void incident_says_who_of_them_cannot_be_reached() {
      var joined = changed(Calling.add(open(), List.of(DORA.id()), NOW, ALL));
      assertThat(joined.pages()).isEmpty();
      assertThat(names(joined)).containsExactly("RespondersAdded", "NoteAdded");
    }
  }

  @Nested
  class Edited {
    @Test
    void title_that_a_person_gave_outlives_what_the_alert_says() {
      var named = edit(open(), Optional.of("Checkout is down"), Optional.empty());
      assertThat(names(named)).containsExactly("TitleChanged");
      var disk = Checkout.opened("disk");
      var worse =
          new AlertChange.Worsened(
              new UUID(9, 9),
              disk.alert(),
              disk.opening(),
              NOON,
              disk.level(),
              Checkout.details("Disk", null));
      assertThat(changed(OneAlert.changes(named.next(), worse, ALL, NOON)).next().trouble().title())
          .isEqualTo("Checkout is down");
    }

    @Test
    void urgency_that_a_person_gave_outlives_the_priority() {
      var low = edit(open(), Optional.empty(), Optional.of(Urgency.LOW)).next();
      assertThat(low.snapshot().urgency()).isEqualTo(Urgency.LOW);
      var first = changed(Editing.prioritize(low, Priority.P1, NOW)).next();
      assertThat(first.snapshot().urgency()).isEqualTo(Urgency.LOW);
    }

    @Test
    void everything_at_once_or_nothing() {
      var both = edit(open(), Optional.of("Down"), Optional.of(Urgency.LOW));
      assertThat(names(both)).containsExactly("TitleChanged", "UrgencyChanged");
      var wish = new Editing.Edit(Optional.of("Down"), Optional.of(Urgency.LOW), Optional.empty());
      assertThat(refused(Editing.edit(resolved(), wish, NOW))).contains("resolved");
      assertThat(Editing.edit(both.next(), wish, NOW)).isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void note_is_never_too_late() {
      assertThat(names(changed(Editing.note(resolved(), "It was DNS", NOW))))
          .containsExactly("NoteAdded");
    }

    private static Outcome.Changed edit(
        Incident incident, Optional<String> title, Optional<Urgency> urgency) {
      return changed(
          Editing.edit(incident, new Editing.Edit(title, urgency, Optional.empty()), NOW));
    }
  }
}
