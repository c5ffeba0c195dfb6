package io.taskcall.sandbox.domain.incident;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A Datadog incident as it is at one moment.
 *
 * @param id what the API goes by
 * @param number what people go by
 */
public record Incident(
    UUID id,
    long number,
    String title,
    boolean customerImpacted,
    Map<String, Field> fields,
    @Nullable Person commander,
    List<Handle> handles,
    History history) {

  /**
   * When it changed and by whom.
   *
   * @param modified moves with every change, and is the only version that Datadog gives
   * @param resolved stays empty for an incident that was declared as resolved
   */
  public record History(
      Instant created,
      Person createdBy,
      Instant modified,
      Person modifiedBy,
      @Nullable Instant resolved) {}

  public Incident {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    handles = List.copyOf(handles);
  }

  public static Incident declared(
      UUID id, long number, IncidentChange first, Person by, Instant at) {
    var now = at.truncatedTo(ChronoUnit.MICROS);
    var fields = new LinkedHashMap<String, Field>();
    fields.put("teams", new Field("autocomplete", null));
    fields.put("severity", Field.dropdown("UNKNOWN"));
    fields.put("state", Field.dropdown("active"));
    fields.put("detection_method", Field.dropdown("unknown"));
    fields.put("root_cause", new Field("textbox", null));
    fields.put("summary", new Field("textbox", null));
    fields.put("services", new Field("autocomplete", null));
    fields.put("slug", new Field("textbox", "IR-" + number));
    fields.putAll(first.fields());
    return new Incident(
        id,
        number,
        first.title() == null ? "" : first.title(),
        Boolean.TRUE.equals(first.customerImpacted()),
        fields,
        first.commander() == null ? null : first.commander().person(),
        first.handles() == null ? List.of() : first.handles(),
        new History(now, by, now, by, null));
  }

  /** {@code modified} always moves, even when the clock doesn't. */
  public Incident changed(IncidentChange change, Person by, Instant at) {
    var changed = new LinkedHashMap<>(fields);
    changed.putAll(change.fields());
    var earliest = history.modified().plus(1, ChronoUnit.MICROS);
    var now = at.truncatedTo(ChronoUnit.MICROS);
    var modified = now.isBefore(earliest) ? earliest : now;
    var state = text(changed, "state");
    var resolved =
        state.equals(state()) ? history.resolved() : state.equals("resolved") ? modified : null;
    return new Incident(
        id,
        number,
        change.title() == null ? title : change.title(),
        change.customerImpacted() == null ? customerImpacted : change.customerImpacted(),
        changed,
        change.commander() == null ? commander : change.commander().person(),
        change.handles() == null ? handles : change.handles(),
        new History(history.created(), history.createdBy(), modified, by, resolved));
  }

  public String state() {
    return text(fields, "state");
  }

  public String severity() {
    return text(fields, "severity");
  }

  private static String text(Map<String, Field> fields, String name) {
    var field = fields.get(name);
    return field != null && field.value() instanceof String text ? text : "";
  }
}
