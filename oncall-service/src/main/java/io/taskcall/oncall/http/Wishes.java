package io.taskcall.oncall.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.taskcall.contracts.IncidentSnapshot.Urgency;
import io.taskcall.contracts.Priority;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What people ask for, as they send it. */
public final class Wishes {
  private Wishes() {}

  /** An incident that no alert opened. */
  @Schema(name = "NewIncident")
  public record Opening(
      @Schema(examples = "Payments are slow", maxLength = Limits.TITLE_MAX, required = true)
          @Nullable String title,
      @Schema(description = "The id of the service.", required = true) @Nullable UUID service,
      @Schema(description = "high (the usual) or low.") @Nullable Urgency urgency,
      @Nullable Priority priority,
      @Schema(description = "What is known so far.", maxLength = Limits.NOTE_MAX)
          @Nullable String note) {}

  /** Leave it alone. */
  @Schema(name = "Snooze")
  public record Snooze(
      @Schema(
              description = "Until when; at most 30 days from now.",
              examples = "2026-03-01T14:00:00Z",
              required = true)
          @Nullable Instant until) {}

  /** Ask others: one of the two. */
  @Schema(name = "Reassignment")
  public record Reassignment(
      @Schema(description = "Ids of people to ask first, before the service's own policy.")
          @Nullable List<UUID> people,
      @Schema(description = "The id of an escalation policy to ask by instead.")
          @Nullable UUID policy) {}

  /** Ask these people too. */
  @Schema(name = "Responders")
  public record Responders(
      @Schema(description = "Ids of people.", required = true) @Nullable List<UUID> people) {}

  /** Write something down. */
  @Schema(name = "Note")
  public record Note(
      @Schema(maxLength = Limits.NOTE_MAX, required = true, examples = "It was DNS.")
          @Nullable String text) {}

  /** Change these; what is not named stays. */
  @Schema(name = "IncidentChange")
  public record Change(
      @Schema(maxLength = Limits.TITLE_MAX) @Nullable String title,
      @Nullable Urgency urgency,
      @Schema(description = "P1 to P5, or null for none.", implementation = Priority.class)
          @Nullable JsonNode priority) {}

  /** Do something to many incidents. */
  @Schema(name = "Bulk")
  public record Bulk(
      @Schema(description = "Ids of at most 100 incidents.", required = true)
          @Nullable List<UUID> ids) {}
}
