package io.taskcall.sandbox.domain.webhook;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the {@code $VARIABLES} of a template stand for in one event.
 *
 * <p>What is absent is not spelt in one way: some variables become empty, others the word null.
 */
public record Variables(Map<String, Value> values, List<String> tags) {
  /** Text is escaped where it is put in; JSON goes in as it is. */
  public sealed interface Value {
    record Text(String text) implements Value {}

    record Json(String json) implements Value {}
  }

  private static final List<String> EMPTY_WHEN_ABSENT =
      List.of(
          "ALERT_CYCLE_KEY",
          "ALERT_ID",
          "ALERT_METRIC",
          "ALERT_PRIORITY",
          "ALERT_QUERY",
          "ALERT_SCOPE",
          "ALERT_STATUS",
          "ALERT_TITLE",
          "ALERT_TRANSITION",
          "ALERT_TYPE",
          "EMAIL",
          "HOSTNAME",
          "INCIDENT_MSG",
          "INCIDENT_TITLE",
          "LOGS_SAMPLE",
          "METRIC_NAMESPACE",
          "SECURITY_RULE_ID",
          "SECURITY_RULE_MATCHED_QUERIES",
          "SECURITY_RULE_NAME",
          "SECURITY_RULE_QUERY",
          "SECURITY_RULE_TYPE",
          "SECURITY_SIGNAL_ID",
          "SECURITY_SIGNAL_MSG",
          "SECURITY_SIGNAL_SEVERITY",
          "SECURITY_SIGNAL_TITLE",
          "SNAPSHOT",
          "SYNTHETICS_SUMMARY",
          "SYNTHETICS_TEST_NAME",
          "USER",
          "USERNAME");

  private static final List<String> NULL_WHEN_ABSENT =
      List.of(
          "INCIDENT_ATTACHMENTS",
          "INCIDENT_COMMANDER",
          "INCIDENT_CUSTOMER_IMPACT",
          "INCIDENT_FIELDS",
          "INCIDENT_INTEGRATIONS",
          "INCIDENT_PUBLIC_ID",
          "INCIDENT_SEVERITY",
          "INCIDENT_STATUS",
          "INCIDENT_TODOS",
          "INCIDENT_URL",
          "INCIDENT_UUID");

  public Variables {
    values = Map.copyOf(values);
    tags = List.copyOf(tags);
  }

  /** What every event has, whatever it is about. */
  public static Variables of(Event event, Organization organization) {
    var values = new HashMap<String, Value>();
    EMPTY_WHEN_ABSENT.forEach(name -> values.put(name, new Value.Text("")));
    NULL_WHEN_ABSENT.forEach(name -> values.put(name, new Value.Json("null")));
    var millis = Long.toString(event.at().toEpochMilli());
    var text =
        Map.ofEntries(
            Map.entry("ID", event.id()),
            Map.entry("DATE", millis),
            Map.entry("LAST_UPDATED", millis),
            Map.entry("EVENT_TITLE", event.title()),
            Map.entry("EVENT_MSG", event.message()),
            Map.entry("TEXT_ONLY_MSG", Markdown.strip(event.message())),
            Map.entry("EVENT_TYPE", event.type()),
            Map.entry("AGGREG_KEY", event.aggregationKey()),
            Map.entry("ALERT_TYPE", event.alertType()),
            Map.entry("PRIORITY", "normal"),
            Map.entry("LINK", organization.app() + "/event/event?id=" + event.id()),
            Map.entry("ORG_ID", organization.id()),
            Map.entry("ORG_NAME", organization.name()),
            Map.entry("TAGS", String.join(",", event.tags())));
    text.forEach((name, value) -> values.put(name, new Value.Text(value)));
    return new Variables(values, event.tags());
  }

  public Variables with(Map<String, Value> more) {
    var all = new HashMap<>(values);
    all.putAll(more);
    return new Variables(all, tags);
  }

  Optional<Value> valueOf(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** The value of a tag {@code key:value}; empty where the event has no such tag. */
  String tag(String key) {
    var prefix = key + ":";
    return tags.stream()
        .filter(tag -> tag.startsWith(prefix))
        .map(tag -> tag.substring(prefix.length()))
        .findFirst()
        .orElse("");
  }
}
