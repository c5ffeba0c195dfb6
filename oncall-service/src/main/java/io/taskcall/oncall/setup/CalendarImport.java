package io.taskcall.oncall.setup;

import biweekly.Biweekly;
import biweekly.ICalendar;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes layers of a schedule of a calendar's file (RFC 5545): each event becomes a layer, on which
 * its attendees are on call together. What a layer cannot say exactly is refused.
 *
 * @param name what the layers are called; those of this name are of an earlier import, and go
 * @param priority of the layers
 */
public record CalendarImport(String name, int priority, String text) {
  private static final int EVENTS_MAX = 200;

  /** What is written of a schedule, with the layers of the calendar. */
  JsonNode in(String key, JsonNode schedule) {
    var next = ((ObjectNode) schedule).deepCopy();
    var layers = next.arrayNode();
    kept(key, next).forEach(layers::add);
    made(ZoneId.of(next.path("timeZone").asText("UTC")), next).forEach(layers::add);
    next.remove(List.of("rotation", "participants"));
    next.set("layers", layers);
    return next;
  }

  /** The layers that are not of an earlier import; one that is written without layers is one. */
  private List<JsonNode> kept(String key, ObjectNode schedule) {
    var kept = new ArrayList<JsonNode>();
    if (schedule.path("layers") instanceof ArrayNode layers) {
      var earlier = Pattern.compile(Pattern.quote(name) + "( \\d+)?");
      layers.forEach(layer -> {
        if (!earlier.matcher(layer.path("name").asText()).matches()) {
          kept.add(layer);
        }
      });
    } else {
      var only = schedule.objectNode().put("name", key);
      only.set("rotation", schedule.path("rotation"));
      only.set("participants", schedule.path("participants"));
      kept.add(only);
    }
    return kept;
  }

  private List<JsonNode> made(ZoneId zone, ObjectNode factory) {
    var calendar = calendar();
    var events = calendar.getEvents();
    if (events.isEmpty() || events.size() > EVENTS_MAX) {
      throw new Mistake("events", "are from 1 to " + EVENTS_MAX + ", were " + events.size());
    }
    var layers = new ArrayList<JsonNode>();
    for (int i = 0; i < events.size(); i++) {
      var event = events.get(i);
      var called = events.size() == 1 ? name : name + " " + (i + 1);
      layers.add(
          Mistake.in(
              "events[" + i + "]",
              () -> {
                var read = CalendarEvent.of(event, calendar.getTimezoneInfo(), zone);
                var layer = factory.objectNode().put("name", called).put("priority", priority);
                read.writeTo(layer);
                CalendarCheck.refuseIfOther(read, layer);
                return layer;
              }));
    }
    return layers;
  }

  private ICalendar calendar() {
    var calendars = Biweekly.parse(text).all();
    if (calendars.isEmpty()) {
      throw new Mistake("body", "is not a calendar: BEGIN:VCALENDAR is missing");
    }
    if (calendars.size() > 1) {
      throw new Mistake("body", "is one calendar, was " + calendars.size());
    }
    return calendars.getFirst();
  }
}
