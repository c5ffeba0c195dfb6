package io.taskcall.oncall.domain.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.oncall.domain.escalation.Policy;
import org.junit.jupiter.api.Test;

class FeelingTest {
  @Test
  void incident_counts_as_trouble_of_its_service_open_or_not() {
    assertThat(Feeling.isFelt(Checkout.open())).isTrue();
    assertThat(Feeling.isFelt(Checkout.acknowledged())).isTrue();
    assertThat(Feeling.isFelt(Checkout.resolved())).isTrue();
  }

  @Test
  void test_and_what_is_only_recorded_do_not() {
    var open = Checkout.open();
    assertThat(Feeling.isFelt(open.with(Assignment.by(Policy.NONE)))).isFalse();
    var about = open.about();
    var testing =
        new About(
            about.id(), about.number(), about.service(), about.openedAt(), about.source(), true);
    var test =
        new Incident.Open(
            testing, open.trouble(), open.assignment(), open.wakeAt(), open.snoozedUntil());
    assertThat(Feeling.isFelt(test)).isFalse();
  }
}
