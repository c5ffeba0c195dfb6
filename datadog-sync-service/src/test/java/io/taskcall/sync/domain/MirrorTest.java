package io.taskcall.sync.domain;

import static io.taskcall.sync.domain.Given.IN_DATADOG;
import static io.taskcall.sync.domain.Given.NOON;
import static io.taskcall.sync.domain.Given.PERSON;
import static io.taskcall.sync.domain.Given.call;
import static io.taskcall.sync.domain.Given.incident;
import static io.taskcall.sync.domain.Given.link;
import static io.taskcall.sync.domain.Given.priorityChanged;
import static io.taskcall.sync.domain.Given.resolved;
import static io.taskcall.sync.domain.Given.shown;
import static io.taskcall.sync.domain.Given.triggered;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.DatadogChange;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.IncidentSnapshot.Status;
import io.taskcall.contracts.Priority;
import io.taskcall.sync.domain.Mirror.Need;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MirrorTest {
  private static final Mirror MIRROR = new Mirror(Severities.USUAL);
  private static final Wish LOOK = new Wish.Look();
  private static final Wish RESOLVE = new Wish.SetState(States.RESOLVED);

  @Nested
  class Following {
    private Optional<Wish> wish(IncidentEvent event) {
      return MIRROR.follow(Optional.empty(), event).flatMap(Mirror.Followed::wish);
    }

    @Test
    void an_incident_that_came_from_elsewhere_has_no_link() {
      var event =
          new IncidentEvent.Triggered(
              Ids.derive("test", "other"),
              NOON,
              PERSON,
              incident(Status.OPEN, Priority.P3, Given.fromAlertmanager()));
      assertThat(MIRROR.follow(Optional.empty(), event)).isEmpty();
    }

    @Test
    void an_incident_that_begins_is_looked_at() {
      assertThat(wish(triggered())).contains(LOOK);
    }

    @Test
    void resolving_here_resolves_there() {
      assertThat(wish(resolved(PERSON))).contains(RESOLVE);
    }

    @Test
    void what_datadog_resolved_is_not_sent_back() {
      assertThat(wish(resolved(IN_DATADOG))).isEmpty();
    }

    @Test
    void acknowledging_has_no_word_in_datadog() {
      var event =
          new IncidentEvent.Acknowledged(
              Ids.derive("test", "ack"), NOON, PERSON, incident(Status.ACKNOWLEDGED));
      assertThat(wish(event)).isEmpty();
    }

    @Test
    void another_priority_here_is_another_severity_there() {
      assertThat(wish(priorityChanged(PERSON, Priority.P1)))
          .contains(new Wish.SetSeverity("SEV-1"));
      assertThat(wish(priorityChanged(IN_DATADOG, Priority.P1))).isEmpty();
    }

    @Test
    void a_link_keeps_what_datadog_said_and_takes_over_what_we_say() {
      var seen = MIRROR.observe(link(Status.OPEN), LOOK, shown("stable", "SEV-3", 5), NOON).link();
      var followed = MIRROR.follow(Optional.of(seen), resolved(PERSON)).orElseThrow().link();
      assertThat(followed.ours().status()).isEqualTo(Status.RESOLVED);
      assertThat(followed.theirs()).isEqualTo(seen.theirs());
    }
  }

  @Nested
  class Needing {
    @Test
    void an_active_incident_is_resolved_by_a_write() {
      assertThat(MIRROR.needFor(call(link(Status.RESOLVED), RESOLVE), shown("active", "SEV-3", 0)))
          .isInstanceOf(Need.Write.class);
    }

    @Test
    void what_is_resolved_already_needs_no_write() {
      for (var state : new String[] {"resolved", "completed"}) {
        assertThat(MIRROR.needFor(call(link(Status.RESOLVED), RESOLVE), shown(state, "SEV-3", 10)))
            .isEqualTo(new Need.None(new Fate.Done("already " + state)));
      }
    }

    @Test
    void a_later_change_in_datadog_wins_over_an_earlier_wish() {
      assertThat(MIRROR.needFor(call(link(Status.RESOLVED), RESOLVE), shown("stable", "SEV-3", 61)))
          .isInstanceOfSatisfying(
              Need.None.class, none -> assertThat(none.fate()).isInstanceOf(Fate.Superseded.class));
    }

    @Test
    void an_earlier_change_in_datadog_loses_to_a_later_wish() {
      assertThat(MIRROR.needFor(call(link(Status.RESOLVED), RESOLVE), shown("stable", "SEV-3", 60)))
          .isInstanceOf(Need.Write.class);
    }

    @Test
    void a_later_change_of_another_field_does_not_count() {
      assertThat(MIRROR.needFor(call(link(Status.RESOLVED), RESOLVE), shown("active", "SEV-1", 61)))
          .isInstanceOf(Need.Write.class);
    }
  }

  @Nested
  class Observing {
    @Test
    void a_change_in_datadog_is_told_once() {
      var first = MIRROR.observe(link(Status.OPEN), LOOK, shown("resolved", "SEV-3", 5), NOON);
      assertThat(first.changes())
          .singleElement()
          .isInstanceOfSatisfying(
              DatadogChange.StatusChanged.class,
              changed -> {
                assertThat(changed.status()).isEqualTo(Status.RESOLVED);
                assertThat(changed.at()).isEqualTo(NOON.plusSeconds(5));
                assertThat(changed.by()).isEqualTo("frog@datadoghq.com");
              });
      var again = MIRROR.observe(first.link(), LOOK, shown("resolved", "SEV-3", 5), NOON);
      assertThat(again.changes()).isEmpty();
    }

    @Test
    void an_echo_of_our_own_write_is_dropped() {
      var written =
          MIRROR.observe(link(Status.RESOLVED), RESOLVE, shown("resolved", "SEV-3", 5), NOON);
      assertThat(written.changes()).isEmpty();
      var echo = MIRROR.observe(written.link(), LOOK, shown("resolved", "SEV-3", 5), NOON);
      assertThat(echo.changes()).isEmpty();
    }

    @Test
    void our_write_is_no_news_even_when_we_want_something_else_by_now() {
      var link = Link.of(incident(Status.OPEN, Priority.P1, Given.fromDatadog())).orElseThrow();
      var written =
          MIRROR.observe(link, new Wish.SetSeverity("SEV-2"), shown("active", "SEV-2", 5), NOON);
      assertThat(written.changes()).isEmpty();
    }

    @Test
    void what_is_older_than_what_we_know_is_dropped() {
      var known = MIRROR.observe(link(Status.OPEN), LOOK, shown("stable", "SEV-3", 10), NOON);
      var old = MIRROR.observe(known.link(), LOOK, shown("active", "SEV-1", 9), NOON);
      assertThat(old.changes()).isEmpty();
      assertThat(old.link()).isEqualTo(known.link());
    }

    @Test
    void active_there_does_not_undo_an_acknowledgement_here() {
      var seen = MIRROR.observe(link(Status.ACKNOWLEDGED), LOOK, shown("active", "SEV-3", 5), NOON);
      assertThat(seen.changes()).isEmpty();
    }

    @Test
    void another_severity_is_told_with_our_word_for_it() {
      var seen = MIRROR.observe(link(Status.OPEN), LOOK, shown("active", "SEV-0", 5), NOON);
      assertThat(seen.changes())
          .singleElement()
          .isInstanceOfSatisfying(
              DatadogChange.SeverityChanged.class,
              changed -> {
                assertThat(changed.severity()).isEqualTo("SEV-0");
                assertThat(changed.priority()).isEqualTo(Priority.P1);
              });
    }

    @Test
    void a_state_we_have_no_word_for_is_remembered_and_not_told() {
      var seen = MIRROR.observe(link(Status.OPEN), LOOK, shown("paused", "SEV-3", 5), NOON);
      assertThat(seen.changes()).isEmpty();
      assertThat(seen.link().theirs().state()).isEqualTo("paused");
    }

    @Test
    void the_same_change_gets_the_same_id() {
      var one = MIRROR.observe(link(Status.OPEN), LOOK, shown("resolved", "SEV-3", 5), NOON);
      var two =
          MIRROR.observe(
              link(Status.OPEN), LOOK, shown("resolved", "SEV-3", 5), NOON.plusSeconds(9));
      assertThat(one.changes()).isEqualTo(two.changes());
    }
  }
}
