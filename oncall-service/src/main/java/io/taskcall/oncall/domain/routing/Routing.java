package io.taskcall.oncall.domain.routing;

import io.taskcall.contracts.AlertDetails;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How a service treats the alerts that open its incidents.
 *
 * @param rules in order: the first that means an alert counts, and no other
 */
public record Routing(List<Rule> rules, List<Maintenance> maintenances) {
  /** Leaves every alert as it is. */
  public static final Routing NONE = new Routing(List.of(), List.of());

  public Routing {
    rules = List.copyOf(rules);
    maintenances = List.copyOf(maintenances);
  }

  /** The rule for an alert, if there is one. */
  public Optional<Rule> ruleFor(AlertDetails alert, Instant now) {
    return rules.stream().filter(rule -> rule.means(alert, now)).findFirst();
  }

  /** The maintenance that goes on, if any does; of several, the one that ends last. */
  public Optional<Pause> pauseAt(Instant now) {
    return maintenances.stream()
        .flatMap(one -> one.endAt(now).map(end -> new Pause(one.name(), end)).stream())
        .max(Comparator.comparing(Pause::until));
  }

  /** A maintenance that goes on. */
  public record Pause(String name, Instant until) {}
}
