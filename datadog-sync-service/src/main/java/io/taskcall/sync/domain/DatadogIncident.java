package io.taskcall.sync.domain;

import io.taskcall.contracts.DatadogChange.Field;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An incident as Datadog shows it.
 *
 * @param publicId what people call it
 * @param created when it was declared
 * @param modified Datadog's stamp of its last change, the only version it has
 * @param modifiedBy who made that change, if Datadog tells
 * @param handles whom it notifies
 */
public record DatadogIncident(
    String uuid,
    @Nullable String publicId,
    @Nullable String title,
    String state,
    @Nullable String severity,
    @Nullable Instant created,
    @Nullable Instant modified,
    @Nullable String modifiedBy,
    List<Handle> handles) {
  public DatadogIncident {
    handles = List.copyOf(handles);
  }

  /** An incident that notifies nobody. */
  public DatadogIncident(
      String uuid,
      @Nullable String publicId,
      @Nullable String title,
      String state,
      @Nullable String severity,
      @Nullable Instant created,
      @Nullable Instant modified,
      @Nullable String modifiedBy) {
    this(uuid, publicId, title, state, severity, created, modified, modifiedBy, List.of());
  }

  /** Those of {@code wanted} whom it does not notify. */
  public List<Handle> missing(List<Handle> wanted) {
    return wanted.stream().filter(one -> handles.stream().noneMatch(one::isSameAs)).toList();
  }

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
