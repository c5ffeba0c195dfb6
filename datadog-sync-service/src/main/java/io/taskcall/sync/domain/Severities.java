package io.taskcall.sync.domain;

import io.taskcall.contracts.Priority;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which of Datadog's severities is which of our priorities, both ways.
 *
 * @param priorities ours, by Datadog's word
 * @param severities Datadog's word, by ours
 */
public record Severities(Map<String, Priority> priorities, Map<Priority, String> severities) {
  /** What holds where nobody has said otherwise; Datadog's {@code UNKNOWN} is none of ours. */
  public static final Severities USUAL =
      new Severities(
          Map.of(
              "SEV-0", Priority.P1,
              "SEV-1", Priority.P1,
              "SEV-2", Priority.P2,
              "SEV-3", Priority.P3,
              "SEV-4", Priority.P4,
              "SEV-5", Priority.P5),
          Map.of(
              Priority.P1, "SEV-1",
              Priority.P2, "SEV-2",
              Priority.P3, "SEV-3",
              Priority.P4, "SEV-4",
              Priority.P5, "SEV-5"));

  public Severities {
    priorities = Map.copyOf(priorities);
    severities = Map.copyOf(severities);
  }

  /**
   * The table that says which severity is which priority. Of several severities for one priority
   * the usual one is written, if it is among them, else the worst.
   */
  public static Severities of(Map<String, Priority> priorities) {
    var severities = new EnumMap<Priority, String>(Priority.class);
    for (var priority : Priority.values()) {
      var usual = USUAL.severities().get(priority);
      if (usual != null && priorities.get(usual) == priority) {
        severities.put(priority, usual);
      } else {
        priorities.entrySet().stream()
            .filter(entry -> entry.getValue() == priority)
            .map(Map.Entry::getKey)
            .min(Comparator.naturalOrder())
            .ifPresent(severity -> severities.put(priority, severity));
      }
    }
    return new Severities(priorities, severities);
  }

  /** Our word for Datadog's. */
  public Optional<Priority> priorityOf(@Nullable String severity) {
    return severity == null ? Optional.empty() : Optional.ofNullable(priorities.get(severity));
  }

  /** Datadog's word for ours. */
  public Optional<String> severityOf(@Nullable Priority priority) {
    return priority == null ? Optional.empty() : Optional.ofNullable(severities.get(priority));
  }
}
