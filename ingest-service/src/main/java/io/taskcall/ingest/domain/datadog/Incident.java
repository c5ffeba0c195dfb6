package io.taskcall.ingest.domain.datadog;

import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.Origin;
import io.taskcall.ingest.domain.Priorities;
import io.taskcall.ingest.domain.Texts;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An incident declared in Datadog. Only the longer template tells its status; without it a webhook
 * says no more than that something changed.
 */
record Incident(String uuid) implements Kind {
  private static final Pattern STATE = inJson("state");
  private static final Pattern SEVERITY = inJson("severity");

  @Override
  public AlertEvent event(Said said) {
    var severity = orField(said, "incident_severity", "severity", SEVERITY);
    var status = orField(said, "incident_status", "state", STATE);
    var url = Texts.link(said.text("incident_url"));
    var origin =
        new Origin.DatadogIncident(
            Texts.line(uuid, Texts.NAME_MAX),
            Texts.name(said.text("incident_public_id")),
            Texts.name(severity),
            Texts.name(status),
            url);
    var name = said.text("incident_title");
    var details =
        said.details(
            origin,
            Priorities.ofIncidentSeverity(severity),
            name == null ? said.title().name() : name,
            said.fields().firstText("incident_msg", "text_msg", "body"),
            url);
    var ref = said.integration().alert("datadog-incident", uuid.toLowerCase(Locale.ROOT));
    return isOver(status)
        ? said.recovered(ref, status, null, details)
        : said.fired(ref, status, Level.ALERT, details);
  }

  private static boolean isOver(@Nullable String status) {
    return status != null
        && (status.equalsIgnoreCase("resolved") || status.equalsIgnoreCase("completed"));
  }

  /** The variable of its own, else what {@code $INCIDENT_FIELDS} holds, with or without quotes. */
  private static @Nullable String orField(
      Said said, String variable, String field, Pattern inJson) {
    var own = said.text(variable);
    if (own != null) {
      return own;
    }
    var listed = said.fields().fields("incident_fields").text(field);
    if (listed != null) {
      return listed;
    }
    var quoted = said.text("incident_fields");
    if (quoted == null) {
      return null;
    }
    var found = inJson.matcher(quoted);
    return found.find() ? found.group(1) : null;
  }

  private static Pattern inJson(String field) {
    return Pattern.compile("\"" + field + "\"\\s{0,9}:\\s{0,9}\"([^\"]{1,64})\"");
  }
}
