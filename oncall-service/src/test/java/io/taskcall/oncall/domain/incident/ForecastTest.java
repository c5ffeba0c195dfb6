package io.taskcall.oncall.domain.incident;

import static io.taskcall.oncall.domain.incident.Checkout.ALL;
import static io.taskcall.oncall.domain.incident.Checkout.ANA;
import static io.taskcall.oncall.domain.incident.Checkout.BEN;
import static io.taskcall.oncall.domain.incident.Checkout.DORA;
import static io.taskcall.oncall.domain.incident.Checkout.NOON;
import static io.taskcall.oncall.domain.incident.Checkout.SERVICE;
import static io.taskcall.oncall.domain.incident.Checkout.WAIT;
import static io.taskcall.oncall.domain.incident.Checkout.details;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.IncidentSnapshot.Urgency;
import io.taskcall.contracts.Level;
import io.taskcall.oncall.domain.escalation.Policy;
import io.taskcall.oncall.domain.routing.Condition;
import io.taskcall.oncall.domain.routing.Maintenance;
import io.taskcall.oncall.domain.routing.Routing;
import io.taskcall.oncall.domain.routing.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ForecastTest {
  @Test
  void levels_follow_one_another_after_their_waits() {
    var forecast = forecast(Routing.NONE);
    assertThat(forecast.levels().stream().map(level -> level.people().getFirst().name()))
        .containsExactly(ANA.name(), BEN.name());
    assertThat(forecast.levels().stream().map(Forecast.Asked::at))
        .containsExactly(NOON, NOON.plus(WAIT));
    assertThat(forecast.levels().getFirst().people().getFirst().ways())
        .allSatisfy(way -> assertThat(way.address()).isEqualTo(ANA.email()));
    assertThat(forecast.urgency()).isEqualTo(Urgency.HIGH);
    assertThat(forecast.quiet()).isEmpty();
  }

  @Test
  void somebody_without_a_usable_method_is_named_and_the_level_passed_over_at_once() {
    var policy =
        new Policy(
            new UUID(5, 6),
            "mute",
            0,
            List.of(
                new Policy.Level(WAIT, List.of(), List.of(DORA.id())),
                new Policy.Level(WAIT, List.of(), List.of(BEN.id()))));
    var rule = rule("to the mute", new Rule.Treatment(none(), none(), Optional.of(policy), false));
    var forecast = forecast(new Routing(List.of(rule), List.of()));
    assertThat(forecast.rule()).contains("to the mute");
    assertThat(forecast.unreachable())
        .singleElement()
        .satisfies(person -> assertThat(person.name()).isEqualTo(DORA.name()));
    assertThat(forecast.levels().getFirst().skipped())
        .contains("nobody has a usable contact method");
    assertThat(forecast.levels().get(1).at()).isEqualTo(NOON);
  }

  @Test
  void what_is_suppressed_pages_nobody() {
    var rule = rule("quiet", new Rule.Treatment(none(), none(), none(), true));
    var forecast = forecast(new Routing(List.of(rule), List.of()));
    assertThat(forecast.levels()).isEmpty();
    assertThat(forecast.quiet()).contains("rule \"quiet\" records it and pages nobody");
  }

  @Test
  void in_a_maintenance_the_first_level_is_asked_when_it_is_over() {
    var end = NOON.plus(Duration.ofHours(2));
    var move = new Maintenance.Once("Move", NOON.minusSeconds(60), end);
    var forecast = forecast(new Routing(List.of(), List.of(move)));
    assertThat(forecast.levels().getFirst().at()).isEqualTo(end);
    assertThat(forecast.quiet()).hasValueSatisfying(why -> assertThat(why).contains("Move"));
  }

  private static <T> Optional<T> none() {
    return Optional.empty();
  }

  private static Rule rule(String name, Rule.Treatment treatment) {
    return new Rule(name, List.of(new Condition.TitleContains("disk")), treatment);
  }

  private static Forecast forecast(Routing routing) {
    return Forecast.of(SERVICE, routing, details("Disk full", null), Level.ALERT, ALL, 1, NOON);
  }
}
