package io.taskcall.ingest.domain;

import io.taskcall.contracts.Level;
import io.taskcall.contracts.Priority;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How important an alert is, in the words of tools. */
public final class Priorities {
  private Priorities() {}

  /** {@code P1}…{@code P5} or {@code 1}…{@code 5}; anything else says nothing. */
  public static @Nullable Priority numbered(@Nullable String word) {
    return switch (lower(word)) {
      case "p1", "1" -> Priority.P1;
      case "p2", "2" -> Priority.P2;
      case "p3", "3" -> Priority.P3;
      case "p4", "4" -> Priority.P4;
      case "p5", "5" -> Priority.P5;
      default -> null;
    };
  }

  /** The words that tools use for how bad something is. */
  public static @Nullable Priority ofSeverity(@Nullable String word) {
    return switch (lower(word)) {
      case "critical", "page", "emergency", "fatal", "disaster" -> Priority.P1;
      case "error", "high", "major" -> Priority.P2;
      case "warning", "warn", "medium", "moderate" -> Priority.P3;
      case "low", "minor" -> Priority.P4;
      case "info", "informational", "notice", "none" -> Priority.P5;
      default -> numbered(word);
    };
  }

  /** A Datadog incident's severity; {@code UNKNOWN} and an organization's own words say nothing. */
  public static @Nullable Priority ofIncidentSeverity(@Nullable String word) {
    return switch (lower(word)) {
      case "sev-0", "sev-1" -> Priority.P1;
      case "sev-2" -> Priority.P2;
      case "sev-3" -> Priority.P3;
      case "sev-4" -> Priority.P4;
      case "sev-5" -> Priority.P5;
      default -> null;
    };
  }

  /** A warning is anything that its tool calls less than an error. */
  public static Level levelOf(@Nullable Priority severity) {
    return severity != null && Priority.P2.isHigherThan(severity) ? Level.WARN : Level.ALERT;
  }

  private static String lower(@Nullable String word) {
    return word == null ? "" : word.toLowerCase(Locale.ROOT);
  }
}
