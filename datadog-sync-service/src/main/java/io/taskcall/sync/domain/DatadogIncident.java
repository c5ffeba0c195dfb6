package io.taskcall.sync.domain;

import io.taskcall.contracts.DatadogChange.Field;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An incident as Datadog shows it.
 *
 * @param publicId what people call it
 * @param created when it was declared
 * @param modified Datadog's stamp of its last change, the only version it has
 * @param modifiedBy who made that change, if Datadog tells
 */
public record DatadogIncident(
    String uuid,
    @Nullable String publicId,
    @Nullable String title,
    String state,
    @Nullable String severity,
    @Nullable Instant created,
    @Nullable Instant modified,
    @Nullable String modifiedBy) {
  /** What it says about a field, or nothing if it keeps silent. */
  Optional<Said> said(Field field, Instant now) {
    var by = modifiedBy == null ? Author.MACHINE : Author.PERSON;
    return Optional.ofNullable(word(field)).map(word -> new Said(word, at(now), by));
  }

  /** When it was changed, as far as it tells. */
  Instant at(Instant now) {
    return modified == null ? now : modified;
  }

  private @Nullable String word(Field field) {
    return switch (field) {
      case STATUS -> state;
      case PRIORITY -> severity == null ? Words.NO_SEVERITY : severity;
      case TITLE -> title;
    };
  }
}
