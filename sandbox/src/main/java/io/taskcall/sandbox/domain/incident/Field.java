package io.taskcall.sandbox.domain.incident;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One field of an incident; Datadog keeps state and severity among them.
 *
 * @param value a text, a list of texts, or nothing
 */
public record Field(String type, @Nullable Object value) {
  private static final Set<String> SINGLE = Set.of("dropdown", "textbox");
  private static final Set<String> LISTS =
      Set.of("multiselect", "textarray", "metrictag", "autocomplete");
  private static final Set<String> STATES = Set.of("active", "stable", "resolved", "completed");
  private static final Set<String> SEVERITIES =
      Set.of("UNKNOWN", "SEV-0", "SEV-1", "SEV-2", "SEV-3", "SEV-4", "SEV-5");

  public static Field dropdown(String value) {
    return new Field("dropdown", value);
  }

  /** Why Datadog wouldn't take this as the value of {@code name}. */
  Optional<String> problem(String name) {
    if (!SINGLE.contains(type) && !LISTS.contains(type)) {
      return Optional.of("Invalid type '" + type + "' for field '" + name + "'");
    }
    if (value != null && LISTS.contains(type) != value instanceof List) {
      return Optional.of("Invalid value for field '" + name + "' of type '" + type + "'");
    }
    return switch (name) {
      case "state" -> unlessIn(STATES, name);
      case "severity" -> unlessIn(SEVERITIES, name);
      default -> Optional.empty();
    };
  }

  private Optional<String> unlessIn(Set<String> allowed, String name) {
    return value instanceof String text && allowed.contains(text)
        ? Optional.empty()
        : Optional.of("Invalid value '" + value + "' for field '" + name + "'");
  }
}
