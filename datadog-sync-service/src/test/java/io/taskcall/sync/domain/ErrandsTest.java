package io.taskcall.sync.domain;

import static io.taskcall.sync.domain.Given.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.Actor;
import io.taskcall.contracts.DatadogChange;
import io.taskcall.contracts.DatadogChange.Field;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.IncidentSnapshot;
import io.taskcall.contracts.IncidentSnapshot.Status;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Priority;
import io.taskcall.sync.domain.Errands.Asked;
import io.taskcall.sync.domain.Errands.Known;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ErrandsTest {
  private static final Origin MONITOR =
      new Origin.DatadogMonitor("4711", List.of("host:a"), null, null);
  private static final Actor BY_MONITOR = new Actor.Datadog(Given.INTEGRATION, "monitor 4711");

  private static IncidentEvent triggered(@Nullable Priority priority, Origin origin) {
    return new IncidentEvent.Triggered(
        Ids.derive("test", "begun"),
        NOON,
        Given.PERSON,
        Given.incident(Status.OPEN, priority, origin));
  }

  private static Asked asked(IncidentEvent event) {
    return Errands.by(event, Choices.USUAL, _ -> Optional.empty());
  }

  @Nested
  class Priorities {
    @Test
    void an_incident_of_a_monitor_that_tells_no_priority_asks_for_the_monitors() {
      assertThat(asked(triggered(null, MONITOR)))
          .isEqualTo(new Asked(List.of(new Wish.Learn("4711")), List.of()));
    }

    @Test
    void an_incident_with_a_priority_asks_nothing() {
      assertThat(asked(triggered(Priority.P5, MONITOR)).nothing()).isTrue();
    }

    @Test
    void what_no_monitor_raised_asks_nothing() {
      assertThat(asked(triggered(null, Given.fromDatadog())).nothing()).isTrue();
      assertThat(asked(triggered(null, Given.fromAlertmanager())).nothing()).isTrue();
    }

    @Test
    void a_priority_that_somebody_takes_away_later_stays_away() {
      var taken =
          new IncidentEvent.PriorityChanged(
              Ids.derive("test", "taken"),
              NOON.plusSeconds(9),
              Given.PERSON,
              Given.incident(Status.OPEN, null, MONITOR),
              Priority.P2);
      assertThat(asked(taken).nothing()).isTrue();
    }

    @Test
    void what_we_learnt_lately_is_told_at_once_and_asks_for_nothing() {
      var asked =
          Errands.by(
              triggered(null, MONITOR), Choices.USUAL, id -> Optional.of(new Known(Priority.P2)));
      assertThat(asked.wishes()).isEmpty();
      assertThat(asked.changes())
          .singleElement()
          .isInstanceOfSatisfying(
              DatadogChange.SeverityChanged.class,
              changed -> {
                assertThat(changed.priority()).isEqualTo(Priority.P2);
                assertThat(changed.from()).as("void if somebody set it").isEqualTo("none");
                assertThat(changed.by()).isEqualTo("monitor 4711");
                assertThat(changed.link().incidentId()).isEqualTo(Given.INCIDENT);
              });
    }

    @Test
    void a_monitor_without_a_priority_leaves_it_at_that() {
      assertThat(
              Errands.by(
                      triggered(null, MONITOR), Choices.USUAL, id -> Optional.of(new Known(null)))
                  .nothing())
          .isTrue();
    }

    @Test
    void learnt_twice_it_is_the_same_change() {
      var link = Link.bare(Given.incident(Status.OPEN, null, MONITOR), Given.INTEGRATION);
      var known = new Known(Priority.P1);
      assertThat(Errands.learnt(link, "4711", known, NOON))
          .isEqualTo(Errands.learnt(link, "4711", known, NOON))
          .hasSize(1);
    }
  }

  @Nested
  class Quiet {
    private static final Instant UNTIL = NOON.plusSeconds(3_600);
    private static final Choices ASKED = chosen(Extra.DOWNTIMES);

    private static Wish.Downtime until(@Nullable Instant until) {
      return new Wish.Downtime("4711", List.of("host:a"), until);
    }

    private static List<Wish.Errand> wishes(Choices choices, IncidentEvent event) {
      return Errands.by(event, choices, _ -> Optional.empty()).wishes();
    }

    @Test
    void a_monitors_group_is_left_alone_as_long_as_its_incident_where_asked() {
      var event = snoozed(UNTIL);
      assertThat(wishes(ASKED, event)).containsExactly(until(UNTIL));
      assertThat(wishes(Choices.USUAL, event)).isEmpty();
    }

    @Test
    void an_incident_that_begins_in_a_maintenance_is_left_alone_until_its_end() {
      var begun =
          new IncidentEvent.Triggered(
              Ids.derive("test", "begun"), NOON, Given.PERSON, quiet(Status.OPEN, UNTIL));
      assertThat(wishes(ASKED, begun)).containsExactly(until(UNTIL));
    }

    @Test
    void what_is_resolved_or_asks_again_is_left_alone_no_more() {
      var resolved =
          new IncidentEvent.Resolved(
              Ids.derive("test", "over"), NOON, Given.PERSON, quiet(Status.RESOLVED, UNTIL));
      assertThat(wishes(ASKED, resolved)).containsExactly(until(null));
      var escalated =
          new IncidentEvent.Escalated(
              Ids.derive("test", "on"), NOON, Given.PERSON, quiet(Status.OPEN, null), 1, "");
      assertThat(wishes(ASKED, escalated)).containsExactly(until(null));
    }

    @Test
    void a_snooze_that_is_over_at_this_very_moment_leaves_nothing_alone() {
      assertThat(wishes(ASKED, snoozed(NOON))).containsExactly(until(null));
    }

    @Test
    void a_downtime_is_wished_for_once_and_ended_only_if_it_is_there() {
      var earlier = Optional.of(until(UNTIL));
      assertThat(until(UNTIL).isNewsAfter(Optional.empty(), NOON)).isTrue();
      assertThat(until(UNTIL).isNewsAfter(earlier, NOON)).isFalse();
      assertThat(until(UNTIL.plusSeconds(1)).isNewsAfter(earlier, NOON)).isTrue();
      assertThat(until(UNTIL).isNewsAfter(Optional.of(until(null)), NOON)).isTrue();
      assertThat(until(null).isNewsAfter(Optional.empty(), NOON)).isFalse();
      assertThat(until(null).isNewsAfter(Optional.of(until(null)), NOON)).isFalse();
      assertThat(until(null).isNewsAfter(earlier, NOON)).isTrue();
      assertThat(until(null).isNewsAfter(earlier, UNTIL)).as("it ends by itself").isFalse();
    }

    private static IncidentEvent snoozed(Instant until) {
      return new IncidentEvent.Snoozed(
          Ids.derive("test", "snoozed", until),
          NOON,
          Given.PERSON,
          quiet(Status.OPEN, until),
          until);
    }
  }

  @Nested
  class Comments {
    @Test
    void what_people_do_is_posted_where_asked_and_what_rules_do_is_not() {
      var by = new Actor.Rule("ack_timeout");
      var wish = comment(acknowledged(Given.PERSON), Extra.COMMENTS).orElseThrow();
      assertThat(wish.title()).isEqualTo("TaskCall incident #1 acknowledged by Ana Silva");
      assertThat(wish.monitorId()).isEqualTo("4711");
      assertThat(comment(acknowledged(by), Extra.COMMENTS)).isEmpty();
      assertThat(comment(acknowledged(Given.PERSON))).isEmpty();
    }

    private static Optional<Wish.Comment> comment(IncidentEvent event, Extra... extras) {
      return Errands.by(event, chosen(extras), _ -> Optional.empty()).wishes().stream()
          .filter(Wish.Comment.class::isInstance)
          .map(Wish.Comment.class::cast)
          .findFirst();
    }

    private static IncidentEvent acknowledged(Actor by) {
      return new IncidentEvent.Acknowledged(
          Ids.derive("test", "taken"), NOON, by, quiet(Status.ACKNOWLEDGED, null));
    }
  }

  private static Choices chosen(Extra... extras) {
    return new Choices(
        Creation.NEVER, Words.ACTIVE, true, Severities.USUAL.priorities(), Set.of(extras), null);
  }

  private static IncidentSnapshot quiet(Status status, @Nullable Instant until) {
    var bare = Given.incident(status, Priority.P3, MONITOR);
    return new IncidentSnapshot(
        bare.id(),
        bare.number(),
        bare.organizationId(),
        bare.service(),
        bare.title(),
        bare.status(),
        bare.urgency(),
        bare.priority(),
        bare.openedAt(),
        null,
        null,
        until,
        1,
        1,
        List.of(),
        bare.source(),
        false);
  }

  @Nested
  class BesideTheMirror {
    private static final Creation ALWAYS = new Creation(Creation.When.ALWAYS, Set.of());

    private static IncidentEvent learnt(IncidentSnapshot incident) {
      return new IncidentEvent.PriorityChanged(
          Ids.derive("test", "learnt"), NOON.plusSeconds(5), BY_MONITOR, incident, null);
    }

    @Test
    void an_incident_that_is_not_mirrored_ties_its_errands_to_nothing_in_datadog() {
      var begun = triggered(null, MONITOR);
      var followed = asked(begun).beside(Optional.empty(), Optional.empty(), begun).orElseThrow();
      assertThat(followed.link().mirrorsNone()).isTrue();
      assertThat(followed.link().isLiveThere()).isFalse();
      assertThat(followed.wishes()).containsExactly(new Wish.Learn("4711"));
    }

    @Test
    void an_incident_that_has_run_errands_may_be_mirrored_later() {
      var begun = triggered(null, MONITOR);
      var bare = asked(begun).beside(Optional.empty(), Optional.empty(), begun).orElseThrow();
      var byPriority = new Creation(Creation.When.BY_PRIORITY, Set.of(Priority.P1));
      var mirror = new Mirror(Words.USUAL, byPriority);
      assertThat(mirror.follow(Optional.of(bare.link()), begun)).isEmpty();
      var followed =
          mirror
              .follow(
                  Optional.of(bare.link()),
                  learnt(Given.incident(Status.OPEN, Priority.P1, MONITOR)))
              .orElseThrow();
      assertThat(followed.link().mirrorsNone()).isFalse();
      assertThat(followed.wishes())
          .singleElement()
          .isInstanceOfSatisfying(
              Wish.Create.class, wish -> assertThat(wish.severity()).isEqualTo("SEV-1"));
    }

    @Test
    void a_monitors_priority_crosses_to_the_incident_that_we_created_there() {
      var mirror = new Mirror(Words.USUAL, ALWAYS);
      var begun = mirror.follow(Optional.empty(), triggered(null, MONITOR)).orElseThrow().link();
      var title = "Checkout errors" + begun.mark();
      var linked = mirror.linked(begun, Given.shown("active", "UNKNOWN", title, 2), NOON).link();
      var followed =
          mirror
              .follow(
                  Optional.of(linked), learnt(Given.incident(Status.OPEN, Priority.P2, MONITOR)))
              .orElseThrow();
      assertThat(followed.wishes()).containsExactly(new Wish.Write(Field.PRIORITY, "SEV-2"));
      assertThat(followed.changes()).isEmpty();
    }

    @Test
    void who_is_called_much_like_a_monitor_is_a_person() {
      assertThat(Errands.isMonitor("monitor 4711")).isTrue();
      for (var name : new String[] {null, "frog@datadoghq.com", "monitor of frogs", "Monitor 7"}) {
        assertThat(Errands.isMonitor(name)).as(name).isFalse();
      }
    }
  }
}
