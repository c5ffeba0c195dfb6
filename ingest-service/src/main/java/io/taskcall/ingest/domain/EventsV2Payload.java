package io.taskcall.ingest.domain;

import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Priority;
import io.taskcall.ingest.domain.Node.Fields;
import io.taskcall.ingest.domain.Node.Items;
import io.taskcall.ingest.domain.Node.Leaf;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * PagerDuty's Events API v2, with its limits, so that any tool that can page PagerDuty can page us.
 * Events count in the order in which they come: only a trigger has a {@code timestamp}, so a clock
 * that is wrong could let it outlast the resolution that follows.
 */
public final class EventsV2Payload implements Source {
  private static final int DEDUP_KEY_MAX = 255;
  private static final int SUMMARY_MAX = 1024;
  private static final Set<String> ACTIONS = Set.of("trigger", "acknowledge", "resolve");
  private static final Set<String> SEVERITIES = Set.of("critical", "error", "warning", "info");

  @Override
  public Outcome read(Arrival arrival) {
    var said = arrival.payload();
    var wrong = new ArrayList<String>();
    var action = said.text("event_action");
    if (action == null) {
      wrong.add("'event_action' is missing or blank");
    } else if (!ACTIONS.contains(action)) {
      wrong.add("'event_action' must be 'trigger', 'acknowledge' or 'resolve'");
    }
    var dedupKey = said.text("dedup_key");
    if (dedupKey != null && dedupKey.length() > DEDUP_KEY_MAX) {
      wrong.add("'dedup_key' is longer than " + DEDUP_KEY_MAX + " characters");
    }
    var payload = said.fields("payload");
    if ("trigger".equals(action)) {
      checkTrigger(payload, wrong);
    } else if (dedupKey == null) {
      wrong.add("'dedup_key' is missing or blank");
    }
    return wrong.isEmpty() && action != null
        ? new Outcome.Understood(
            List.of(event(arrival, action, dedupKey == null ? keyOf(arrival) : dedupKey)))
        : new Outcome.Rejected(wrong);
  }

  private static void checkTrigger(Fields payload, List<String> wrong) {
    for (var name : List.of("summary", "source", "severity")) {
      if (isBlank(payload.byName().get(name))) {
        wrong.add("'payload." + name + "' is missing or blank");
      }
    }
    var summary = payload.text("summary");
    if (summary != null && summary.length() > SUMMARY_MAX) {
      wrong.add("'payload.summary' is longer than " + SUMMARY_MAX + " characters");
    }
    var severity = payload.text("severity");
    if (severity != null && !SEVERITIES.contains(severity)) {
      wrong.add("'payload.severity' must be 'critical', 'error', 'warning' or 'info'");
    }
  }

  /** A tool that left a variable such as {@code $HOST} unreplaced is heard all the same. */
  private static boolean isBlank(@Nullable Node node) {
    return !(node instanceof Leaf(var text)) || text.isBlank();
  }

  private static AlertEvent event(Arrival arrival, String action, String dedupKey) {
    var said = arrival.payload();
    var at = arrival.receivedAt();
    var id = arrival.idOfUndatedBody(0);
    var ref = arrival.integration().alert("events-v2", dedupKey);
    var severity = Priorities.ofSeverity(said.fields("payload").text("severity"));
    var details = details(said, dedupKey, severity);
    return switch (action) {
      case "acknowledge" -> new AlertEvent.Acknowledged(id, ref, at, at, null, null, details);
      case "resolve" -> new AlertEvent.Recovered(id, ref, at, at, null, action, null, details);
      default ->
          new AlertEvent.Fired(
              id, ref, at, at, null, action, Priorities.levelOf(severity), details);
    };
  }

  /**
   * A trigger without a key is an alert of its own; sent again within the minute, as by a client
   * that missed our answer, it is the same one.
   */
  private static String keyOf(Arrival arrival) {
    return Ids.derive(
            "dedup-key",
            arrival.integration().id(),
            arrival.bodyHash().get(),
            arrival.receivedAt().truncatedTo(ChronoUnit.MINUTES))
        .toString()
        .replace("-", "");
  }

  private static AlertDetails details(Fields said, String dedupKey, @Nullable Priority priority) {
    var payload = said.fields("payload");
    var source = payload.text("source");
    var summary = payload.text("summary");
    var link = first(said, "links", "href");
    return new AlertDetails(
        new Origin.EventsV2(
            Texts.line(dedupKey, DEDUP_KEY_MAX),
            Texts.name(source),
            Texts.name(payload.text("component")),
            Texts.name(payload.text("group")),
            Texts.name(payload.text("class")),
            Texts.name(said.text("client"))),
        Texts.line(summary == null ? dedupKey : summary, AlertDetails.TITLE_MAX),
        text(payload),
        priority,
        tags(payload),
        Texts.name(source),
        link == null ? Texts.link(said.text("client_url")) : link,
        first(said, "images", "src"),
        false);
  }

  private static List<String> tags(Fields payload) {
    return Texts.tags(
        Stream.of("class", "component", "group", "severity", "source")
            .filter(name -> payload.text(name) != null)
            .map(name -> name + ":" + payload.text(name))
            .toList());
  }

  private static @Nullable String first(Fields said, String list, String field) {
    for (var node : said.items(list)) {
      var link = node instanceof Fields fields ? Texts.link(fields.text(field)) : null;
      if (link != null) {
        return link;
      }
    }
    return null;
  }

  /** The custom details, one per line. */
  private static @Nullable String text(Fields payload) {
    var details = payload.byName().get("custom_details");
    if (details == null) {
      return null;
    }
    var lines = new StringBuilder();
    append(lines, "", details);
    return lines.isEmpty() ? null : Texts.prose(lines.toString(), AlertDetails.TEXT_MAX);
  }

  private static void append(StringBuilder lines, String name, Node node) {
    if (lines.length() > 2 * AlertDetails.TEXT_MAX || name.length() > AlertDetails.TEXT_MAX) {
      return;
    }
    switch (node) {
      case Leaf(var text) ->
          lines.append(name).append(name.isEmpty() ? "" : ": ").append(text).append('\n');
      case Items(var nodes) -> nodes.forEach(each -> append(lines, name, each));
      case Fields(var byName) ->
          byName.forEach(
              (key, each) -> append(lines, name.isEmpty() ? key : name + "." + key, each));
    }
  }
}
