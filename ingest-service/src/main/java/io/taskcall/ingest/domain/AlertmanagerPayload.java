package io.taskcall.ingest.domain;

import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Priority;
import io.taskcall.ingest.domain.Node.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Prometheus Alertmanager's webhook, version 4: one body carries the alerts of one group. Each
 * alert stands for itself: one that can't be told from another keeps none of its neighbours from
 * waking somebody.
 *
 * <p>A body says how things stand when it is sent, so what counts is when it comes: {@code
 * startsAt} stays the same when an alert fires again after Alertmanager took it for resolved, and
 * the same body comes again at each repeat interval to say that the alert still fires.
 */
public final class AlertmanagerPayload implements Source {
  /** The most alerts in one body. */
  static final int ALERTS_MAX = 2_000;

  private static final String VERSION = "4";

  @Override
  public Outcome read(Arrival arrival) {
    var group = arrival.payload();
    var version = group.text("version");
    if (version != null && !version.equals(VERSION)) {
      return new Outcome.Rejected("version is " + Texts.name(version) + ", we read version 4");
    }
    var alerts = group.items("alerts");
    if (alerts.isEmpty() || alerts.size() > ALERTS_MAX) {
      return new Outcome.Rejected(
          "alerts has " + alerts.size() + " entries, must have 1 to " + ALERTS_MAX);
    }
    var events = new ArrayList<AlertEvent>(alerts.size());
    var wrong = new ArrayList<String>();
    for (int i = 0; i < alerts.size(); i++) {
      if (!(alerts.get(i) instanceof Fields alert)) {
        wrong.add("alerts[" + i + "] isn't an object");
        continue;
      }
      var labels = alert.fields("labels");
      if (alert.text("fingerprint") == null && labels.texts().isEmpty()) {
        wrong.add("alerts[" + i + "] has neither a fingerprint nor labels");
      } else {
        events.add(event(arrival, alert, labels, i));
      }
    }
    return outcome(events, wrong);
  }

  private static Outcome outcome(List<AlertEvent> events, List<String> wrong) {
    if (wrong.isEmpty()) {
      return new Outcome.Understood(events);
    }
    return events.isEmpty() ? new Outcome.Rejected(wrong) : new Outcome.Partly(events, wrong);
  }

  private static AlertEvent event(Arrival arrival, Fields alert, Fields labels, int index) {
    var fingerprint = alert.text("fingerprint");
    var ref =
        fingerprint == null
            ? arrival
                .integration()
                .alert("alertmanager-labels", new TreeMap<>(labels.texts()).toString())
            : arrival.integration().alert("alertmanager", fingerprint);
    var severity = Priorities.ofSeverity(labels.text("severity"));
    var asked = Priorities.numbered(labels.text("priority"));
    var details =
        details(arrival.payload(), alert, labels, fingerprint, asked == null ? severity : asked);
    var id = arrival.idOfUndatedBody(index);
    var receivedAt = arrival.receivedAt();
    var ownStatus = alert.text("status");
    var status = ownStatus == null ? arrival.payload().text("status") : ownStatus;
    return "resolved".equalsIgnoreCase(status)
        ? new AlertEvent.Recovered(id, ref, receivedAt, receivedAt, null, status, null, details)
        : new AlertEvent.Fired(
            id,
            ref,
            receivedAt,
            receivedAt,
            null,
            Texts.name(status),
            Priorities.levelOf(severity),
            details);
  }

  private static AlertDetails details(
      Fields group,
      Fields alert,
      Fields labels,
      @Nullable String fingerprint,
      @Nullable Priority priority) {
    var annotations = alert.fields("annotations");
    var alertname = labels.text("alertname");
    var summary = annotations.firstText("summary", "title");
    var title = summary == null ? alertname : summary;
    var link = Texts.link(alert.text("generatorURL"));
    return new AlertDetails(
        new Origin.Alertmanager(
            Texts.name(alertname), Texts.name(fingerprint), Texts.name(group.text("receiver"))),
        title == null ? "Alertmanager alert" : Texts.line(title, AlertDetails.TITLE_MAX),
        text(group, annotations.firstText("description", "message")),
        priority,
        Texts.tags(tags(labels)),
        Texts.name(labels.firstText("instance", "host", "node")),
        link == null ? Texts.link(group.text("externalURL")) : link,
        Texts.link(annotations.text("image")),
        false);
  }

  private static List<String> tags(Fields labels) {
    return labels.texts().entrySet().stream().map(l -> l.getKey() + ":" + l.getValue()).toList();
  }

  /** The description, and how many alerts of the group Alertmanager was told to leave out. */
  private static @Nullable String text(Fields group, @Nullable String description) {
    var truncated = group.text("truncatedAlerts");
    if (truncated == null || truncated.equals("0")) {
      return description == null ? null : Texts.prose(description, AlertDetails.TEXT_MAX);
    }
    var note = "(Alertmanager left out " + Texts.name(truncated) + " more alerts of this group.)";
    return Texts.prose(
        description == null ? note : note + "\n" + description, AlertDetails.TEXT_MAX);
  }
}
