package io.taskcall.sandbox.domain.incident;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done about an incident, or was.
 *
 * @param completed when it was done, as it was given
 * @param due when it is to be done, as it was given
 */
public record Todo(
    UUID id,
    UUID incidentId,
    String content,
    List<String> assignees,
    @Nullable String completed,
    @Nullable String due,
    Instant created,
    Person createdBy) {
  public Todo {
    assignees = List.copyOf(assignees);
  }
}
