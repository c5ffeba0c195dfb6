package io.taskcall.oncall.domain.incident;

import static io.taskcall.oncall.domain.incident.Checkout.ALL;
import static io.taskcall.oncall.domain.incident.Checkout.ANA;
import static io.taskcall.oncall.domain.incident.Checkout.BEN;
import static io.taskcall.oncall.domain.incident.Checkout.NOON;
import static io.taskcall.oncall.domain.incident.Checkout.SERVICE;
import static io.taskcall.oncall.domain.incident.Checkout.by;
import static io.taskcall.oncall.domain.incident.Checkout.changed;
import static io.taskcall.oncall.domain.incident.Checkout.names;
import static io.taskcall.oncall.domain.incident.Checkout.opened;
import static io.taskcall.oncall.domain.incident.Checkout.paged;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.IncidentSnapshot.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MergingTest {
  private static final Cause ANA_SAYS_SO = by(ANA, Duration.ofMinutes(1));

  @Test
  void alerts_of_an_incident_that_becomes_part_of_another_are_counted_there() {
    var target = incident("disk");
    var source = incident("cpu");
    var both = Merging.merge(target, source, ANA_SAYS_SO, ALL);
    assertThat(both.one().next().trouble().tally()).isEqualTo(new Tally(2, 2, 2));
    assertThat(both.one().next().trouble().title()).isEqualTo(target.trouble().title());
    assertThat(names(both.one())).containsExactly("Merged");
    assertThat(names(both.other())).containsExactly("MergedInto");
    assertThat(both.other().next().snapshot().status()).isEqualTo(Status.RESOLVED);
    assertThat(both.other().next())
        .isInstanceOfSatisfying(
            Incident.Resolved.class, part -> assertThat(part.mergedInto()).contains(target.ref()));
    assertThat(both.other().cancels()).isTrue();
    assertThat(paged(both.one())).isEmpty();
  }

  @Test
  void responders_hear_of_a_part_that_makes_matters_worse() {
    var target = Checkout.acknowledged();
    var source =
        changed(Editing.prioritize(incident("cpu"), io.taskcall.contracts.Priority.P1, ANA_SAYS_SO))
            .next();
    assertThat(paged(Merging.merge(target, source, ANA_SAYS_SO, ALL).one()))
        .containsExactly(ANA.email());
  }

  @Test
  void incident_that_is_over_or_the_same_does_not_become_part_of_another() {
    var open = incident("disk");
    assertThat(Merging.objection(open, open)).isPresent();
    assertThat(Merging.objection(Checkout.resolved(), incident("cpu")))
        .hasValueSatisfying(why -> assertThat(why).contains("nothing becomes part of it"));
    assertThat(Merging.objection(incident("cpu"), Checkout.resolved()))
        .hasValueSatisfying(why -> assertThat(why).contains("stays what it is"));
    assertThat(Merging.objection(open, incident("cpu"))).isEmpty();
  }

  @Test
  void part_that_is_taken_out_opens_with_its_alerts_and_asks_from_the_first_level() {
    var both = Merging.merge(incident("disk"), incident("cpu"), ANA_SAYS_SO, ALL);
    var apart =
        Merging.unmerge(
            both.one().next(),
            (Incident.Resolved) both.other().next(),
            new Tally(1, 1, 3),
            by(BEN, Duration.ofMinutes(2)),
            ALL);
    assertThat(apart.one().next().trouble().tally()).isEqualTo(new Tally(1, 1, 0));
    assertThat(names(apart.one())).containsExactly("NoteAdded");
    assertThat(apart.other().next()).isInstanceOf(Incident.Open.class);
    assertThat(apart.other().next().trouble().tally()).isEqualTo(new Tally(1, 1, 3));
    assertThat(names(apart.other())).startsWith("Unmerged");
    assertThat(paged(apart.other())).containsExactly(ANA.email());
    assertThat(apart.other().pages().getFirst().ref().pageId())
        .isNotEqualTo(
            changed(OneAlert.begins(opened("cpu"), SERVICE, ALL, NOON))
                .pages()
                .getFirst()
                .ref()
                .pageId());
  }

  @Test
  void part_whose_alerts_are_over_stays_resolved_when_it_is_taken_out() {
    var both = Merging.merge(incident("disk"), incident("cpu"), ANA_SAYS_SO, ALL);
    var apart =
        Merging.unmerge(
            both.one().next(),
            (Incident.Resolved) both.other().next(),
            new Tally(1, 0, 1),
            by(BEN, Duration.ofMinutes(2)),
            ALL);
    assertThat(names(apart.other())).containsExactly("Unmerged");
    assertThat(apart.other().next())
        .isInstanceOfSatisfying(
            Incident.Resolved.class, over -> assertThat(over.mergedInto()).isEmpty());
    assertThat(paged(apart.other())).isEmpty();
  }

  @Test
  void incidents_that_have_to_do_with_each_other_both_say_so() {
    var both = Merging.link(incident("disk"), incident("cpu"), ANA_SAYS_SO);
    assertThat(names(both.one())).containsExactly("Linked");
    assertThat(names(both.other())).containsExactly("Linked");
    assertThat(both.one().events().getFirst().id())
        .isNotEqualTo(both.other().events().getFirst().id());
  }

  private static Incident incident(String name) {
    return changed(OneAlert.begins(opened(name), SERVICE, ALL, NOON)).next();
  }
}
