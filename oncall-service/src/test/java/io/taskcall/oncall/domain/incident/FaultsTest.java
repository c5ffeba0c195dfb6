package io.taskcall.oncall.domain.incident;

import static io.taskcall.oncall.domain.incident.Checkout.ALL;
import static io.taskcall.oncall.domain.incident.Checkout.ANA;
import static io.taskcall.oncall.domain.incident.Checkout.NOON;
import static io.taskcall.oncall.domain.incident.Checkout.POLICY;
import static io.taskcall.oncall.domain.incident.Checkout.SERVICE;
import static io.taskcall.oncall.domain.incident.Checkout.WAIT;
import static io.taskcall.oncall.domain.incident.Checkout.changed;
import static io.taskcall.oncall.domain.incident.Checkout.opened;
import static io.taskcall.oncall.domain.incident.Checkout.paged;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.Priority;
import io.taskcall.oncall.domain.escalation.Directory;
import io.taskcall.oncall.domain.escalation.Policy;
import io.taskcall.oncall.domain.rotation.Rotation;
import io.taskcall.oncall.domain.routing.Condition;
import io.taskcall.oncall.domain.routing.Routing;
import io.taskcall.oncall.domain.routing.Rule;
import io.taskcall.oncall.domain.schedule.Changes;
import io.taskcall.oncall.domain.schedule.Layer;
import io.taskcall.oncall.domain.schedule.Options;
import io.taskcall.oncall.domain.schedule.Schedule;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What people wrote down cannot be worked out; the page goes out all the same. */
class FaultsTest {
  @Test
  void rule_that_cannot_be_judged_costs_no_page_and_is_told_once() {
    var rule =
        new Rule(
            "odd",
            List.of(new Condition.Tagged(absent())),
            new Rule.Treatment(Optional.empty(), Optional.of(Priority.P4), Optional.empty(), true));
    var began = begin(SERVICE, new Routing(List.of(rule), List.of()), ALL);
    assertThat(paged(began)).containsExactly("ana@x.example");
    assertThat(began.next().trouble().priority()).isNull();
    assertThat(told(began))
        .singleElement()
        .asString()
        .startsWith("rule \"odd\" could not be judged: NullPointerException");
  }

  @Test
  void schedule_that_cannot_be_worked_out_lets_the_next_level_be_asked_at_once_and_is_told() {
    var far =
        new Schedule(
            new UUID(9, 9),
            SERVICE.organizationId(),
            "far off",
            ZoneOffset.UTC,
            Options.USUAL,
            List.of(
                Layer.of(
                    "l",
                    ZoneOffset.UTC,
                    new Rotation.Once(LocalDateTime.parse("+999999999-12-31T23:59")),
                    List.of(List.of(ANA.id())))),
            Changes.NONE);
    var first = new Policy.Level(WAIT, List.of(far.id()), List.of());
    var policy = new Policy(new UUID(5, 6), "far", 0, List.of(first, POLICY.levels().getLast()));
    var service =
        new Service(SERVICE.id(), SERVICE.organizationId(), "Checkout", policy, Optional.empty());
    var began = begin(service, Routing.NONE, new Directory(Map.of(far.id(), far), ALL.people()));
    assertThat(paged(began)).containsExactly("ben@x.example");
    assertThat(told(began))
        .singleElement()
        .asString()
        .startsWith("schedule \"far off\" could not be worked out, and counts as nobody: ");
  }

  private static Outcome.Changed begin(Service service, Routing routing, Directory directory) {
    return changed(
        AlertRules.begin(opened("disk"), service, routing, Optional.empty(), 1, directory, NOON)
            .outcome());
  }

  private static List<String> told(Outcome.Changed change) {
    return change.events().stream()
        .filter(Faults::isTold)
        .map(IncidentEvent.NoteAdded.class::cast)
        .map(IncidentEvent.NoteAdded::note)
        .toList();
  }

  /** What a row may hold in place of a tag, whatever types say. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T absent() {
    return null;
  }
}
