package io.taskcall.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where an alert comes from, in the words of the tool that raised it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Origin.DatadogMonitor.class, name = "datadog.monitor"),
  @JsonSubTypes.Type(value = Origin.DatadogIncident.class, name = "datadog.incident"),
  @JsonSubTypes.Type(value = Origin.DatadogSecuritySignal.class, name = "datadog.security_signal"),
  @JsonSubTypes.Type(value = Origin.DatadogEvent.class, name = "datadog.event"),
  @JsonSubTypes.Type(value = Origin.Alertmanager.class, name = "alertmanager"),
  @JsonSubTypes.Type(value = Origin.EventsV2.class, name = "events.v2"),
})
public sealed interface Origin {
  /**
   * A group of a Datadog monitor.
   *
   * @param scope the group's tags, sorted; empty for a simple alert
   */
  record DatadogMonitor(
      String monitorId, List<String> scope, @Nullable String metric, @Nullable String query)
      implements Origin {
    public DatadogMonitor {
      scope = List.copyOf(scope);
    }
  }

  /**
   * A Datadog incident.
   *
   * @param severity Datadog's word, {@code SEV-0}…{@code SEV-5}, {@code UNKNOWN} or an
   *     organization's own
   * @param status Datadog's word ({@code active}, {@code stable}, {@code resolved}, {@code
   *     completed}); absent unless the customer's payload asks for it
   */
  record DatadogIncident(
      String uuid,
      @Nullable String publicId,
      @Nullable String severity,
      @Nullable String status,
      @Nullable String url)
      implements Origin {}

  /** A Datadog security signal. */
  record DatadogSecuritySignal(
      String ruleId, @Nullable String signalId, @Nullable String severity, @Nullable String query)
      implements Origin {}

  /** An event of Datadog's event stream that belongs to no monitor, incident or signal. */
  record DatadogEvent(@Nullable String aggregationKey, @Nullable String eventType)
      implements Origin {}

  /**
   * One alert of Prometheus Alertmanager.
   *
   * @param receiver the receiver that its configuration names
   */
  record Alertmanager(
      @Nullable String alertname, @Nullable String fingerprint, @Nullable String receiver)
      implements Origin {}

  /** An alert of a tool that speaks PagerDuty's Events API v2. */
  record EventsV2(
      String dedupKey,
      @Nullable String source,
      @Nullable String component,
      @Nullable String group,
      @Nullable String eventClass,
      @Nullable String client)
      implements Origin {}
}
