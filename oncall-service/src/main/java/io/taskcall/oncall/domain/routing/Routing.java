package io.taskcall.oncall.domain.routing;

import io.taskcall.contracts.AlertDetails;
import io.taskcall.oncall.domain.attempt.Attempt;
import java.time.Instant;
import java.util.ArrayList;
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

  /** The rule for an alert; one that cannot be judged does not mean it. */
  public Judged judge(AlertDetails alert, Instant now) {
    var faults = new ArrayList<String>();
    for (var rule : rules) {
      switch (Attempt.at(() -> rule.means(alert, now))) {
        case Attempt.Worked(Boolean means) -> {
          if (means) {
            return new Judged(Optional.of(rule), faults);
          }
        }
        case Attempt.Failed(String reason) ->
            faults.add("rule \"%s\" could not be judged: %s".formatted(rule.name(), reason));
      }
    }
    return new Judged(Optional.empty(), faults);
  }

  /**
   * What the rules say of an alert.
   *
   * @param rule the one that counts, if there is one
   * @param faults the rules before it that could not be judged, and why
   */
  public record Judged(Optional<Rule> rule, List<String> faults) {
    public Judged {
      faults = List.copyOf(faults);
    }
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
