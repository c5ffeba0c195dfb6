package io.taskcall.oncall.domain.routing;

import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.IncidentSnapshot.Urgency;
import io.taskcall.contracts.Priority;
import io.taskcall.oncall.domain.escalation.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is done with the alerts that are meant.
 *
 * @param name how the timeline calls it
 * @param conditions all of them have to be met; without any, every alert is meant
 */
public record Rule(String name, List<Condition> conditions, Treatment treatment) {
  public Rule {
    conditions = List.copyOf(conditions);
  }

  boolean means(AlertDetails alert, Instant now) {
    return conditions.stream().allMatch(condition -> condition.meets(alert, now));
  }

  /** Which rule it was and what it did, for the timeline. */
  public String said() {
    return "rule \"" + name + "\": " + treatment.said();
  }

  /**
   * What becomes of an incident; what is empty stays as the alert has it.
   *
   * @param policy whom to ask instead
   * @param suppress it is recorded but never pages
   */
  public record Treatment(
      Optional<Urgency> urgency,
      Optional<Priority> priority,
      Optional<Policy> policy,
      boolean suppress) {
    String said() {
      var parts = new ArrayList<String>();
      urgency.ifPresent(to -> parts.add("urgency " + to.name().toLowerCase(Locale.ROOT)));
      priority.ifPresent(to -> parts.add("priority " + to));
      policy.ifPresent(to -> parts.add("asked by policy " + to.name()));
      if (suppress) {
        parts.add("recorded, nobody is paged");
      }
      return parts.isEmpty() ? "nothing changes" : String.join(", ", parts);
    }
  }
}
