package io.taskcall.oncall.domain.incident;

import static io.taskcall.oncall.domain.incident.Checkout.ALL;
import static io.taskcall.oncall.domain.incident.Checkout.ANA;
import static io.taskcall.oncall.domain.incident.Checkout.BEN;
import static io.taskcall.oncall.domain.incident.Checkout.CHLOE;
import static io.taskcall.oncall.domain.incident.Checkout.DORA;
import static io.taskcall.oncall.domain.incident.Checkout.NOON;
import static io.taskcall.oncall.domain.incident.Checkout.POLICY;
import static io.taskcall.oncall.domain.incident.Checkout.SERVICE;
import static io.taskcall.oncall.domain.incident.Checkout.WAIT;
import static io.taskcall.oncall.domain.incident.Checkout.changed;
import static io.taskcall.oncall.domain.incident.Checkout.clock;
import static io.taskcall.oncall.domain.incident.Checkout.names;
import static io.taskcall.oncall.domain.incident.Checkout.opened;
import static io.taskcall.oncall.domain.incident.Checkout.paged;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.oncall.domain.escalation.Policy;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of an incident that nobody takes on. Ana is asked first, then Ben. */
class EndOfPolicyTest {
  @Test
  void incident_stays_open_if_the_policy_says_nothing() {
    var open = open(null, ANA.id(), BEN.id());
    var escalated = changed(wake(open, WAIT));
    assertThat(paged(escalated)).containsExactly("ben@x.example");
    assertThat(escalated.next().wakeAt()).isEmpty();
  }

  @Test
  void those_who_are_asked_at_the_end_are_asked_once_and_it_stays_open() {
    var open = open(new Policy.End.Ask(List.of(CHLOE.id())), ANA.id(), BEN.id());
    var second = changed(wake(open, WAIT));
    assertThat(second.next().wakeAt()).contains(NOON.plus(WAIT.multipliedBy(2)));
    var last = changed(wake(second.next(), WAIT.multipliedBy(2)));
    assertThat(paged(last)).containsExactly("chloe@x.example");
    assertThat(last.next().assignment().position().level()).isEqualTo(3);
    assertThat(last.next().wakeAt()).isEmpty();
  }

  @Test
  void incident_is_resolved_after_the_wait_of_the_last_level_if_the_policy_says_so() {
    var open = open(new Policy.End.Resolve(), ANA.id());
    assertThat(wake(open, WAIT.minusMillis(1))).isInstanceOf(Outcome.Unchanged.class);
    var end = changed(wake(open, WAIT));
    assertThat(end.next()).isInstanceOf(Incident.Resolved.class);
    assertThat(names(end)).containsExactly("Resolved");
  }

  @Test
  void incident_about_which_nobody_could_be_asked_is_not_resolved() {
    var open = open(new Policy.End.Resolve(), DORA.id());
    assertThat(open).isInstanceOf(Incident.Open.class);
    assertThat(open.wakeAt()).isEmpty();
  }

  private static Incident open(Policy.@Nullable End end, UUID... people) {
    var levels =
        java.util.Arrays.stream(people)
            .map(person -> new Policy.Level(WAIT, List.of(), List.of(person)))
            .toList();
    var policy = new Policy(POLICY.id(), POLICY.name(), 0, levels, end);
    var service =
        new Service(
            SERVICE.id(),
            SERVICE.organizationId(),
            SERVICE.name(),
            policy,
            java.util.Optional.of(Duration.ofHours(1)));
    return changed(OneAlert.begins(opened("disk"), service, ALL, NOON)).next();
  }

  private static Outcome wake(Incident incident, Duration later) {
    return Asking.wake(incident, clock(later), ALL);
  }
}
