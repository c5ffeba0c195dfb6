package io.taskcall.sync.domain;

import static io.taskcall.sync.domain.Given.IN_DATADOG;
import static io.taskcall.sync.domain.Given.MIRROR;
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
import io.taskcall.contracts.DatadogChange.Field;
import io.taskcall.contracts.DatadogChange.Side;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.IncidentSnapshot.Status;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Priority;
import io.taskcall.sync.domain.Mirror.Need;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MirrorTest {
  private static final Wish LOOK = new Wish.Look();
  private static final Wish RESOLVE = new Wish.Write(Field.STATUS, Words.RESOLVED);

  private static Link follow(Link link, IncidentEvent event) {
    return MIRROR.follow(Optional.of(link), event).orElseThrow().link();
  }

  private static IncidentEvent noted(
      Status status, Priority priority, String title, int secondsAfterNoon) {
    return new IncidentEvent.NoteAdded(
        Ids.derive("test", status, priority, title, secondsAfterNoon),
        NOON.plusSeconds(secondsAfterNoon),
        PERSON,
        incident(status, priority, Given.fromDatadog(), title),
        "");
  }

  @Nested
  class Following {
    private List<Wish> wishes(IncidentEvent event) {
      return MIRROR.follow(Optional.empty(), event).map(Mirror.Followed::wishes).orElse(List.of());
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
      assertThat(wishes(triggered())).containsExactly(LOOK);
    }

    @Test
    void resolving_here_resolves_there() {
      assertThat(wishes(resolved(PERSON))).containsExactly(RESOLVE);
    }

    @Test
    void what_datadog_resolved_is_looked_at_and_not_sent_back() {
      assertThat(wishes(resolved(IN_DATADOG))).containsExactly(LOOK);
    }

    @Test
    void acknowledging_has_no_word_in_datadog() {
      var event =
          new IncidentEvent.Acknowledged(
              Ids.derive("test", "ack"), NOON, PERSON, incident(Status.ACKNOWLEDGED));
      assertThat(MIRROR.follow(Optional.of(link(Status.OPEN)), event).orElseThrow().wishes())
          .isEmpty();
    }

    @Test
    void acknowledging_has_the_word_that_was_chosen_for_it() {
      var chosen =
          new Choices(Creation.NEVER, Words.STABLE, true, Severities.USUAL.priorities()).mirror();
      var event =
          new IncidentEvent.Acknowledged(
              Ids.derive("test", "ack"), NOON, PERSON, incident(Status.ACKNOWLEDGED));
      assertThat(chosen.follow(Optional.of(link(Status.OPEN)), event).orElseThrow().wishes())
          .containsExactly(new Wish.Write(Field.STATUS, "stable"));
    }

    @Test
    void another_priority_here_is_another_severity_there() {
      assertThat(wishes(priorityChanged(PERSON, Priority.P1)))
          .containsExactly(new Wish.Write(Field.PRIORITY, "SEV-1"));
      assertThat(wishes(priorityChanged(IN_DATADOG, Priority.P1))).containsExactly(LOOK);
    }

    @Test
    void another_title_here_is_another_title_there() {
      var renamed = noted(Status.OPEN, Priority.P3, "It is DNS", 9);
      assertThat(MIRROR.follow(Optional.of(link(Status.OPEN)), renamed).orElseThrow().wishes())
          .containsExactly(new Wish.Write(Field.TITLE, "It is DNS"));
    }

    @Test
    void a_link_keeps_what_datadog_said_and_takes_over_what_we_say() {
      var seen = MIRROR.observe(link(Status.OPEN), shown("stable", "SEV-3", 5), NOON).link();
      var followed = follow(seen, resolved(PERSON));
      assertThat(followed.expected(Field.STATUS)).contains("RESOLVED");
      assertThat(followed.twin(Field.STATUS).orElseThrow().theirs().word()).isEqualTo("stable");
    }
  }

  @Nested
  class Creating {
    private static final Origin MONITOR =
        new Origin.DatadogMonitor("7", List.of("service:checkout", "team:pay"), null, null);

    private static Optional<Mirror.Followed> begin(Creation creation) {
      var mirror = new Mirror(Words.USUAL, creation);
      var event =
          new IncidentEvent.Triggered(
              Ids.derive("test", "monitor"),
              NOON,
              PERSON,
              incident(Status.OPEN, Priority.P2, MONITOR));
      return mirror.follow(Optional.empty(), event);
    }

    @Test
    void an_incident_of_a_monitor_has_none_there_unless_that_was_chosen() {
      assertThat(begin(Creation.NEVER)).isEmpty();
      assertThat(begin(new Creation(Creation.When.BY_PRIORITY, Set.of(Priority.P1)))).isEmpty();
    }

    @Test
    void an_incident_of_a_monitor_gets_its_own_with_services_and_teams_of_its_tags() {
      var creation = new Creation(Creation.When.BY_PRIORITY, Set.of(Priority.P2));
      var begun = begin(creation).orElseThrow();
      assertThat(begun.link().isThere()).isFalse();
      var mark = begun.link().mark();
      assertThat(begun.wishes())
          .singleElement()
          .isInstanceOfSatisfying(
              Wish.Create.class,
              wish -> {
                assertThat(wish.title()).isEqualTo("Checkout errors" + mark);
                assertThat(wish.severity()).isEqualTo("SEV-2");
                assertThat(wish.services()).containsExactly("checkout");
                assertThat(wish.teams()).containsExactly("pay");
                assertThat(Creation.isMarked(wish.title())).isTrue();
              });
    }

    @Test
    void what_changed_before_it_was_there_crosses_once_it_is() {
      var creation = new Creation(Creation.When.ALWAYS, Set.of());
      var begun = begin(creation).orElseThrow().link();
      var title = "Checkout errors" + begun.mark();
      var linked = MIRROR.linked(begun, shown("active", "SEV-2", title, 5), NOON);
      assertThat(linked.link().isThere()).isTrue();
      assertThat(linked.changes()).singleElement().isInstanceOf(DatadogChange.Linked.class);
      var retitled =
          MIRROR.observe(linked.link(), shown("active", "SEV-2", "DNS" + begun.mark(), 9), NOON);
      assertThat(retitled.changes())
          .singleElement()
          .isInstanceOfSatisfying(
              DatadogChange.TitleChanged.class,
              changed -> assertThat(changed.title()).isEqualTo("DNS"));
    }
  }

  @Nested
  class Needing {
    private static Need need(Link link, DatadogIncident seen) {
      return MIRROR.needFor(call(link, RESOLVE), seen, NOON);
    }

    @Test
    void an_active_incident_is_resolved_by_a_write() {
      assertThat(need(link(Status.RESOLVED), shown("active", "SEV-3", 0)))
          .isInstanceOf(Need.Write.class);
    }

    @Test
    void what_is_resolved_already_needs_no_write() {
      for (var state : new String[] {"resolved", "completed"}) {
        assertThat(need(link(Status.RESOLVED), shown(state, "SEV-3", 10)))
            .isEqualTo(new Need.None(new Fate.Done("already " + state)));
      }
    }

    @Test
    void a_later_change_in_datadog_wins_over_an_earlier_wish() {
      assertThat(need(link(Status.RESOLVED), shown("stable", "SEV-3", 61)))
          .isInstanceOfSatisfying(
              Need.None.class, none -> assertThat(none.fate()).isInstanceOf(Fate.Superseded.class));
    }

    @Test
    void an_earlier_change_in_datadog_loses_to_a_later_wish() {
      assertThat(need(link(Status.RESOLVED), shown("stable", "SEV-3", 60)))
          .isInstanceOf(Need.Write.class);
    }

    @Test
    void a_later_change_of_another_field_does_not_count() {
      assertThat(need(link(Status.RESOLVED), shown("active", "SEV-1", 61)))
          .isInstanceOf(Need.Write.class);
    }
  }

  @Nested
  class Observing {
    @Test
    void a_change_in_datadog_is_told_once() {
      var first = MIRROR.observe(link(Status.OPEN), shown("resolved", "SEV-3", 5), NOON);
      assertThat(first.changes())
          .singleElement()
          .isInstanceOfSatisfying(
              DatadogChange.StatusChanged.class,
              changed -> {
                assertThat(changed.status()).isEqualTo(Status.RESOLVED);
                assertThat(changed.from()).isEqualTo(Status.OPEN);
                assertThat(changed.at()).isEqualTo(NOON.plusSeconds(5));
                assertThat(changed.by()).isEqualTo("frog@datadoghq.com");
              });
      var again = MIRROR.observe(first.link(), shown("resolved", "SEV-3", 5), NOON);
      assertThat(again.changes()).isEmpty();
      assertThat(again.link()).isEqualTo(first.link());
    }

    @Test
    void an_echo_of_our_own_write_is_dropped() {
      var written = MIRROR.observe(link(Status.RESOLVED), shown("resolved", "SEV-3", 5), NOON);
      assertThat(written.changes()).isEmpty();
      var echo = MIRROR.observe(written.link(), shown("resolved", "SEV-3", 9), NOON);
      assertThat(echo.changes()).isEmpty();
    }

    @Test
    void our_write_is_no_news_even_when_we_want_something_else_by_now() {
      var wished = follow(link(Status.OPEN), noted(Status.OPEN, Priority.P2, "Checkout errors", 3));
      var tried = MIRROR.trying(wished, new Wish.Write(Field.PRIORITY, "SEV-2"));
      var other = follow(tried, noted(Status.OPEN, Priority.P1, "Checkout errors", 4));
      var written = MIRROR.observe(other, shown("active", "SEV-2", 5), NOON);
      assertThat(written.changes()).isEmpty();
      assertThat(written.link().twin(Field.PRIORITY).orElseThrow().wished()).isEqualTo("SEV-1");
    }

    @Test
    void what_is_older_than_what_we_know_is_dropped() {
      var known = MIRROR.observe(link(Status.OPEN), shown("stable", "SEV-3", 10), NOON);
      var old = MIRROR.observe(known.link(), shown("active", "SEV-1", 9), NOON);
      assertThat(old.changes()).isEmpty();
      assertThat(old.link()).isEqualTo(known.link());
    }

    @Test
    void active_there_does_not_undo_an_acknowledgement_here() {
      var seen = MIRROR.observe(link(Status.ACKNOWLEDGED), shown("active", "SEV-3", 5), NOON);
      assertThat(seen.changes()).isEmpty();
    }

    @Test
    void another_severity_is_told_with_our_word_for_it() {
      var seen = MIRROR.observe(link(Status.OPEN), shown("active", "SEV-0", 5), NOON);
      assertThat(seen.changes())
          .singleElement()
          .isInstanceOfSatisfying(
              DatadogChange.SeverityChanged.class,
              changed -> {
                assertThat(changed.severity()).isEqualTo("SEV-0");
                assertThat(changed.priority()).isEqualTo(Priority.P1);
                assertThat(changed.from()).isEqualTo("P3");
              });
    }

    @Test
    void another_title_is_told() {
      var seen = MIRROR.observe(link(Status.OPEN), shown("active", "SEV-3", "DNS", 5), NOON);
      assertThat(seen.changes())
          .singleElement()
          .isInstanceOfSatisfying(
              DatadogChange.TitleChanged.class,
              changed -> assertThat(changed.title()).isEqualTo("DNS"));
    }

    @Test
    void a_state_we_have_no_word_for_is_remembered_and_not_told() {
      var seen = MIRROR.observe(link(Status.OPEN), shown("paused", "SEV-3", 5), NOON);
      assertThat(seen.changes()).isEmpty();
      assertThat(seen.link().twin(Field.STATUS).orElseThrow().theirs().word()).isEqualTo("paused");
    }

    @Test
    void the_same_change_gets_the_same_id() {
      var one = MIRROR.observe(link(Status.OPEN), shown("resolved", "SEV-3", 5), NOON);
      var two =
          MIRROR.observe(link(Status.OPEN), shown("resolved", "SEV-3", 5), NOON.plusSeconds(9));
      assertThat(one.changes()).isEqualTo(two.changes());
    }

    @Test
    void what_was_resolved_on_both_sides_and_goes_on_there_goes_on_as_another() {
      var both = MIRROR.observe(link(Status.RESOLVED), shown("resolved", "SEV-3", 70), NOON).link();
      var reopened = MIRROR.observe(both, shown("active", "SEV-3", 80), NOON);
      assertThat(reopened.changes())
          .singleElement()
          .isInstanceOfSatisfying(
              DatadogChange.Reopened.class,
              changed -> {
                assertThat(changed.status()).isEqualTo(Status.OPEN);
                assertThat(changed.title()).isEqualTo("Checkout errors");
                assertThat(changed.priority()).isEqualTo(Priority.P3);
              });
      assertThat(reopened.link().closed()).isTrue();
      assertThat(MIRROR.observe(reopened.link(), shown("stable", "SEV-1", 90), NOON).changes())
          .isEmpty();
    }
  }

  @Nested
  class Deciding {
    private static List<DatadogChange> contested(int there) {
      var wished =
          follow(link(Status.OPEN), noted(Status.OPEN, Priority.P2, "Checkout errors", 60));
      return MIRROR.observe(wished, shown("active", "SEV-1", there), NOON).changes();
    }

    @Test
    void of_two_changes_made_without_knowing_of_each_other_the_later_stays() {
      assertThat(contested(59))
          .singleElement()
          .isInstanceOfSatisfying(
              DatadogChange.ConflictDecided.class,
              conflict -> {
                assertThat(conflict.kept()).isEqualTo(Side.TASKCALL);
                assertThat(conflict.field()).isEqualTo(Field.PRIORITY);
                assertThat(conflict.taskcall()).isEqualTo("P2");
                assertThat(conflict.datadog()).isEqualTo("SEV-1");
              });
      assertThat(contested(61))
          .satisfiesExactly(
              conflict ->
                  assertThat(((DatadogChange.ConflictDecided) conflict).kept())
                      .isEqualTo(Side.DATADOG),
              told ->
                  assertThat(((DatadogChange.SeverityChanged) told).priority())
                      .isEqualTo(Priority.P1));
    }

    @Test
    void at_the_same_time_a_person_goes_before_a_machine_and_taskcall_before_datadog() {
      var machine = new Said("P2", NOON, Author.MACHINE);
      var person = new Said("SEV-1", NOON, Author.PERSON);
      assertThat(Contest.between(machine, person).kept()).isEqualTo(Side.DATADOG);
      assertThat(Contest.between(person, machine).kept()).isEqualTo(Side.TASKCALL);
      assertThat(Contest.between(person, person).kept()).isEqualTo(Side.TASKCALL);
      assertThat(Contest.between(machine, machine).kept()).isEqualTo(Side.TASKCALL);
    }

    @Test
    void a_change_made_knowing_the_other_is_later_whatever_the_clocks_say() {
      var seen = MIRROR.observe(link(Status.OPEN), shown("active", "SEV-1", 500), NOON).link();
      var echoed = follow(seen, priorityChanged(IN_DATADOG, Priority.P1));
      var after =
          MIRROR
              .follow(Optional.of(echoed), noted(Status.OPEN, Priority.P4, "Checkout errors", 90))
              .orElseThrow();
      assertThat(after.changes()).isEmpty();
      assertThat(after.wishes()).containsExactly(new Wish.Write(Field.PRIORITY, "SEV-4"));
    }

    @Test
    void a_wish_that_was_thrown_away_is_wished_no_more() {
      var wished =
          follow(link(Status.OPEN), noted(Status.OPEN, Priority.P2, "Checkout errors", 60));
      var wish = new Wish.Write(Field.PRIORITY, "SEV-2");
      var discarded = MIRROR.discarded(wished, wish);
      assertThat(MIRROR.needFor(call(discarded, wish), shown("active", "SEV-3", 0), NOON))
          .isEqualTo(new Need.None(new Fate.Superseded("nobody wants it any more")));
    }
  }
}
