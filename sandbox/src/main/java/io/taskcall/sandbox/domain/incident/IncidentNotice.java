package io.taskcall.sandbox.domain.incident;

import io.taskcall.sandbox.domain.webhook.Event;
import io.taskcall.sandbox.domain.webhook.Organization;
import io.taskcall.sandbox.domain.webhook.Variables;
import io.taskcall.sandbox.domain.webhook.Variables.Value.Json;
import io.taskcall.sandbox.domain.webhook.Variables.Value.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What Datadog tells a webhook about an incident, and of which changes it speaks at all. */
public record IncidentNotice(Incident incident, String message) {

  public static IncidentNotice declared(Incident incident) {
    return new IncidentNotice(
        incident,
        "Incident IR-"
            + incident.number()
            + " was declared by "
            + incident.history().createdBy().handle()
            + ".");
  }

  /** Only changes of state or severity are announced, as in a rule that renotifies on those two. */
  public static Optional<IncidentNotice> changed(Incident before, Incident after) {
    var changes = new ArrayList<String>();
    if (!before.severity().equals(after.severity())) {
      changes.add("Severity changed from " + before.severity() + " to " + after.severity() + ".");
    }
    if (!before.state().equals(after.state())) {
      changes.add("State changed from " + before.state() + " to " + after.state() + ".");
    }
    return changes.isEmpty()
        ? Optional.empty()
        : Optional.of(new IncidentNotice(after, String.join("\n", changes)));
  }

  /**
   * What the variables of a template stand for.
   *
   * @param webhook the name of the webhook, which Datadog puts under the text
   */
  public Variables variables(String eventId, String webhook) {
    var organization = Organization.SANDBOX;
    var title = "[" + incident.severity() + "] IR-" + incident.number() + ": " + incident.title();
    var event =
        new Event(
            eventId,
            incident.history().modified(),
            "notification",
            title,
            "%%%\n" + message + "\n\n@webhook-" + webhook + "\n%%%",
            UUID.nameUUIDFromBytes(incident.id().toString().getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", ""),
            "",
            List.of());
    return Variables.of(event, organization)
        .with(
            Map.ofEntries(
                Map.entry("TEXT_ONLY_MSG", new Text(message)),
                Map.entry("INCIDENT_UUID", new Text(incident.id().toString())),
                Map.entry("INCIDENT_PUBLIC_ID", new Text(Long.toString(incident.number()))),
                Map.entry("INCIDENT_TITLE", new Text(incident.title())),
                Map.entry(
                    "INCIDENT_URL",
                    new Text(organization.app() + "/incidents/" + incident.number())),
                Map.entry("INCIDENT_MSG", new Text(message)),
                Map.entry("INCIDENT_SEVERITY", new Text(incident.severity())),
                Map.entry("INCIDENT_STATUS", new Text(incident.state())),
                Map.entry(
                    "INCIDENT_FIELDS",
                    new Json(
                        "{\"state\":\""
                            + incident.state()
                            + "\",\"severity\":\""
                            + incident.severity()
                            + "\"}")),
                Map.entry("INCIDENT_INTEGRATIONS", new Json("[]"))));
  }
}
