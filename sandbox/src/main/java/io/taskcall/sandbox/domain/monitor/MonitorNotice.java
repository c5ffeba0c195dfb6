package io.taskcall.sandbox.domain.monitor;

import io.taskcall.sandbox.domain.webhook.Event;
import io.taskcall.sandbox.domain.webhook.Organization;
import io.taskcall.sandbox.domain.webhook.Variables;
import io.taskcall.sandbox.domain.webhook.Variables.Value.Text;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

/**
 * One transition of one group of a monitor, as Datadog puts it into a webhook.
 *
 * @param scope the tags of the group, such as {@code host:web-1}; empty for a simple monitor
 * @param test whether somebody pressed "Test Notifications"
 */
public record MonitorNotice(
    Monitor monitor,
    Transition transition,
    String scope,
    GroupState before,
    GroupState after,
    String eventId,
    Instant at,
    boolean test) {
  private static final DateTimeFormatter TRIGGERED_AT =
      DateTimeFormatter.ofPattern("EEE MMM dd yyyy HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  public Variables variables() {
    var organization = Organization.SANDBOX;
    var event =
        new Event(
            eventId,
            at,
            monitor.type().eventType(),
            title(),
            message(organization),
            aggregationKey(),
            Transition.alertType(after.status()),
            tags());
    return Variables.of(event, organization)
        .with(
            Map.ofEntries(
                Map.entry("ALERT_CYCLE_KEY", new Text(cycleKey())),
                Map.entry("ALERT_ID", new Text(Long.toString(monitor.id()))),
                Map.entry("ALERT_METRIC", new Text(monitor.metric())),
                Map.entry("ALERT_PRIORITY", new Text(priority())),
                Map.entry("ALERT_QUERY", new Text(monitor.query())),
                Map.entry("ALERT_SCOPE", new Text(scope)),
                Map.entry("ALERT_STATUS", new Text(status())),
                Map.entry("ALERT_TITLE", new Text(title())),
                Map.entry("ALERT_TRANSITION", new Text(transition.wire())),
                Map.entry("HOSTNAME", new Text(host())),
                Map.entry("SNAPSHOT", new Text(snapshot()))));
  }

  /** {@code [P1] [Triggered on {host:web-1}] [TEST] name}, without what is not there. */
  public String title() {
    var title = new StringBuilder();
    if (monitor.priority() != null) {
      title.append("[P").append(monitor.priority()).append("] ");
    }
    title.append('[').append(transition.titleWord(after.status()));
    if (monitor.includeTags() && !scope.isEmpty()) {
      title.append(" on {").append(scope).append('}');
    }
    title.append("] ");
    if (test) {
      title.append("[TEST] ");
    }
    return title.append(monitor.name()).toString();
  }

  private String message(Organization organization) {
    var link = monitorLink(organization);
    var view =
        host().isEmpty()
            ? ""
            : " · [[View "
                + host()
                + "]("
                + organization.app()
                + "/infrastructure?filter="
                + host()
                + "&link_source=monitor_notif)]";
    return "%%%\n"
        + monitor.message()
        + "\n\n"
        + (test ? "Test notification triggered by dana@sandbox.example.\n\n" : "")
        + (snapshot().isEmpty() ? "" : "[![Metric Graph](" + snapshot() + ")](" + link + ")\n\n")
        + finding()
        + "\n\nThe monitor was last triggered at "
        + TRIGGERED_AT.format(after.lastTriggered() == null ? at : after.lastTriggered())
        + ".\n\n- - -\n\n[[Monitor Status]("
        + link
        + ")] · [[Edit Monitor]("
        + organization.app()
        + "/monitors/"
        + monitor.id()
        + "/edit?link_source=monitor_notif)]"
        + view
        + "\n%%%";
  }

  private String monitorLink(Organization organization) {
    var around = at.toEpochMilli();
    return organization.app()
        + "/monitors/"
        + monitor.id()
        + "?group="
        + URLEncoder.encode(scope, StandardCharsets.UTF_8)
        + "&from_ts="
        + (around - 900_000)
        + "&to_ts="
        + (around + 300_000)
        + "&event_id="
        + eventId
        + "&link_source=monitor_notif";
  }

  private String finding() {
    return Finding.of(monitor, scope, before.status(), after.status());
  }

  /** Log monitors leave it empty. */
  private String status() {
    return monitor.type() == MonitorType.LOG ? "" : finding().replace("**", "");
  }

  private String snapshot() {
    if (monitor.metric().isEmpty()) {
      return "";
    }
    return "https://p.datadoghq.com/snapshot/view/dd-snapshots-prod/org_1000831/"
        + hex(eventId)
        + ".png";
  }

  private String cycleKey() {
    return after.cycleKey() == null ? eventId : after.cycleKey();
  }

  private String priority() {
    return monitor.priority() == null ? "" : "P" + monitor.priority();
  }

  private String host() {
    for (var tag : scope.split(",", -1)) {
      if (tag.strip().startsWith("host:")) {
        return tag.strip().substring("host:".length());
      }
    }
    return "";
  }

  private List<String> tags() {
    var tags = new TreeSet<String>();
    tags.add("monitor");
    monitor.tags().forEach(tag -> tags.add(tag.toLowerCase(Locale.ROOT)));
    for (var tag : scope.split(",", -1)) {
      if (!tag.isBlank()) {
        tags.add(tag.strip().toLowerCase(Locale.ROOT));
      }
    }
    return List.copyOf(tags);
  }

  private String aggregationKey() {
    return hex(monitor.id() + "|" + scope);
  }

  private static String hex(String of) {
    return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
  }
}
