package io.taskcall.sandbox.domain.incident;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What somebody wants of an incident; what is absent stays as it is. */
public record IncidentChange(
    @Nullable String title,
    @Nullable Boolean customerImpacted,
    Map<String, Field> fields,
    @Nullable Command commander,
    @Nullable List<Handle> handles) {

  /** A change that notifies nobody new. */
  public IncidentChange(
      @Nullable String title,
      @Nullable Boolean customerImpacted,
      Map<String, Field> fields,
      @Nullable Command commander) {
    this(title, customerImpacted, fields, commander, null);
  }

  /** Who leads the incident from now on; nobody, if {@code person} is absent. */
  public record Command(@Nullable Person person) {}

  public IncidentChange {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    handles = handles == null ? null : List.copyOf(handles);
  }

  /** Why Datadog wouldn't take it. */
  public Optional<String> problem() {
    return fields.entrySet().stream()
        .flatMap(field -> field.getValue().problem(field.getKey()).stream())
        .findFirst();
  }
}
