package io.taskcall.oncall.setup;

import com.fasterxml.jackson.databind.JsonNode;
import io.taskcall.oncall.domain.rotation.Window;
import io.taskcall.oncall.domain.schedule.Changes;
import io.taskcall.oncall.domain.schedule.FinalSchedule;
import io.taskcall.oncall.domain.schedule.Options;
import io.taskcall.oncall.domain.schedule.Schedule;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Looks whether a layer says what an event of a calendar says, by playing both through: calendars
 * can repeat in ways that no rotation does.
 */
final class CalendarCheck {
  private static final int OCCURRENCES = 120;
  private static final UUID SOMEBODY = new UUID(0, 1);

  private CalendarCheck() {}

  static void refuseIfOther(CalendarEvent event, JsonNode layer) {
    var occurrences = event.occurrences(OCCURRENCES);
    if (occurrences.isEmpty()) {
      throw new Mistake("RRULE", "never occurs");
    }
    var first = instant(event, event.start());
    var end = instant(event, occurrences.getLast());
    if (!first.isBefore(end)) {
      end = instant(event, event.start().plus(event.length()));
    }
    var during = new Window(first, end);
    var planned = FinalSchedule.of(schedule(event, layer), during).gaps();
    if (!planned.equals(gaps(event, occurrences, during))) {
      throw new Mistake("RRULE", "repeats in a way that no rotation does");
    }
  }

  private static Schedule schedule(CalendarEvent event, JsonNode layer) {
    var entry = Yaml.read(layer, ScheduleEntry.LayerEntry.class);
    var made = Layers.layer(entry, event.zone(), List.of(List.of(SOMEBODY)));
    return new Schedule(
        SOMEBODY, SOMEBODY, "check", event.zone(), Options.USUAL, List.of(made), Changes.NONE);
  }

  /** When there is nobody, if there is somebody at each occurrence. */
  private static List<Window> gaps(
      CalendarEvent event, List<LocalDateTime> occurrences, Window during) {
    var gaps = new ArrayList<Window>();
    var at = during.start();
    for (var occurrence : occurrences) {
      var begins = instant(event, occurrence);
      if (at.isBefore(begins)) {
        gaps.add(new Window(at, begins));
      }
      var ends = instant(event, occurrence.plus(event.length()));
      at = at.isBefore(ends) ? ends : at;
    }
    return gaps;
  }

  private static Instant instant(CalendarEvent event, LocalDateTime local) {
    return local.atZone(event.zone()).toInstant();
  }
}
