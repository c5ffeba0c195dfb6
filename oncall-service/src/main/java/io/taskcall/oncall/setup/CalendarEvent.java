package io.taskcall.oncall.setup;

import static io.taskcall.oncall.setup.Mistake.needed;

import biweekly.component.VEvent;
import biweekly.io.TimezoneInfo;
import biweekly.parameter.ParticipationStatus;
import biweekly.property.Attendee;
import biweekly.property.DateStart;
import biweekly.util.ByDay;
import biweekly.util.Frequency;
import biweekly.util.ICalDate;
import biweekly.util.Recurrence;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.stream.Stream;

/**
 * An event of a calendar: who, and when by the clock on the wall.
 *
 * @param rule how it repeats; empty if it does not
 */
record CalendarEvent(
    List<String> people,
    ZoneId zone,
    LocalDateTime start,
    Duration length,
    Optional<Recurrence> rule) {
  private static final int OCCURRENCES_MAX = 10_000;
  private static final Duration LENGTH_MAX = Duration.ofDays(36_525);

  static CalendarEvent of(VEvent event, TimezoneInfo zones, ZoneId usual) {
    try {
      return read(event, zones, usual);
    } catch (DateTimeException | ArithmeticException e) {
      throw new Mistake("DTSTART", "and its end are no times of a calendar: " + e.getMessage());
    }
  }

  private static CalendarEvent read(VEvent event, TimezoneInfo zones, ZoneId usual) {
    CalendarProperties.refuseIfUnread(event);
    refuse("RECURRENCE-ID", event.getRecurrenceId() != null);
    refuse("EXDATE", !event.getExceptionDates().isEmpty());
    refuse("EXRULE", !event.getExceptionRules().isEmpty());
    refuse("RDATE", !event.getRecurrenceDates().isEmpty());
    var given = needed("DTSTART", event.getDateStart());
    var zone = zone(given, zones, usual);
    var start = local(needed("DTSTART", given.getValue()), zone);
    var length = length(event, start, zone);
    if (!length.isPositive() || length.compareTo(LENGTH_MAX) > 0) {
      throw new Mistake("DTEND", "is later than its beginning, by up to 100 years");
    }
    var rule = Optional.ofNullable(event.getRecurrenceRule()).map(property -> property.getValue());
    return new CalendarEvent(people(event), zone, start, length, rule);
  }

  private static void refuse(String property, boolean there) {
    if (there) {
      throw new Mistake(property, "cannot be said by a layer; make an override of it");
    }
  }

  private static List<String> people(VEvent event) {
    var attendees =
        event.getAttendees().stream()
            .filter(one -> !ParticipationStatus.DECLINED.equals(one.getParticipationStatus()))
            .map(CalendarEvent::email)
            .flatMap(Optional::stream)
            .toList();
    if (!attendees.isEmpty()) {
      return attendees;
    }
    var summary = event.getSummary() == null ? "" : event.getSummary().getValue();
    var named = Stream.of(summary.split("[\\s,;]+")).filter(word -> word.contains("@")).toList();
    if (named.isEmpty()) {
      throw new Mistake("ATTENDEE", "is missing; who is on call is said by e-mail addresses");
    }
    return named;
  }

  private static Optional<String> email(Attendee attendee) {
    var uri = attendee.getUri();
    var mailbox =
        uri != null && uri.regionMatches(true, 0, "mailto:", 0, 7) ? uri.substring(7) : uri;
    return Optional.ofNullable(attendee.getEmail()).or(() -> Optional.ofNullable(mailbox));
  }

  private static ZoneId zone(DateStart start, TimezoneInfo zones, ZoneId usual) {
    var value = start.getValue();
    if (value.hasTime() && value.getRawComponents() != null && value.getRawComponents().isUtc()) {
      return ZoneId.of("UTC");
    }
    var assigned = zones.getTimezone(start);
    if (assigned == null) {
      return usual;
    }
    try {
      return ZoneId.of(assigned.getTimeZone().getID());
    } catch (DateTimeException e) {
      throw new Mistake("DTSTART", "is in no time zone that is known: " + e.getMessage());
    }
  }

  /** As it is written, if it is written by the wall clock. */
  private static LocalDateTime local(ICalDate date, ZoneId zone) {
    var raw = date.getRawComponents();
    if (raw == null) {
      return LocalDateTime.ofInstant(date.toInstant(), zone);
    }
    var written =
        LocalDateTime.of(
            raw.getYear(),
            raw.getMonth(),
            raw.getDate(),
            date.hasTime() ? raw.getHour() : 0,
            date.hasTime() ? raw.getMinute() : 0,
            date.hasTime() ? raw.getSecond() : 0);
    return raw.isUtc() && date.hasTime()
        ? LocalDateTime.ofInstant(written.toInstant(java.time.ZoneOffset.UTC), zone)
        : written;
  }

  private static Duration length(VEvent event, LocalDateTime start, ZoneId zone) {
    if (event.getDateEnd() != null) {
      return Duration.between(start, local(event.getDateEnd().getValue(), zone));
    }
    if (event.getDuration() != null) {
      return Duration.ofMillis(event.getDuration().getValue().toMillis());
    }
    if (event.getDateStart().getValue().hasTime()) {
      throw new Mistake("DTEND", "is missing");
    }
    return Duration.ofDays(1);
  }

  /** Says it as a layer does. */
  void writeTo(ObjectNode layer) {
    layer.put("timeZone", zone.getId());
    layer.set("rotation", rotation(layer.objectNode()));
    layer.put("shiftLength", length.toString());
    layer.put("shiftHours", "by_clock");
    var group = layer.putArray("participants").addArray();
    people.forEach(group::add);
    rule.filter(repeats -> repeats.getUntil() != null || repeats.getCount() != null)
        .ifPresent(_ -> {
          var all = occurrences(OCCURRENCES_MAX + 1);
          if (all.isEmpty() || all.size() > OCCURRENCES_MAX) {
            throw new Mistake("RRULE", "has from 1 to " + OCCURRENCES_MAX + " occurrences");
          }
          layer.put("until", all.getLast().plus(length).toString());
        });
  }

  private ObjectNode rotation(ObjectNode rotation) {
    rotation.put("start", start.toString());
    if (rule.isEmpty()) {
      return rotation.put("type", "once");
    }
    var repeats = rule.get();
    var days = repeats.getByDay();
    boolean daily = repeats.getFrequency() == Frequency.DAILY;
    int interval = repeats.getInterval() == null ? 1 : repeats.getInterval();
    // Every day of some is every week on these.
    boolean weekly = daily && !days.isEmpty() && interval == 1;
    var frequency = weekly ? Frequency.WEEKLY : needed("RRULE", repeats.getFrequency());
    rotation.put("type", frequency.name().toLowerCase(Locale.ROOT)).put("interval", interval);
    if (!days.isEmpty()) {
      var written = rotation.putArray("days");
      days.forEach(day -> written.add(day(day)));
      var weekStart = repeats.getWorkweekStarts();
      rotation.put("weekStart", weekStart == null ? "mon" : abbreviated(weekStart));
    }
    if (!repeats.getByMonthDay().isEmpty()) {
      var written = rotation.putArray("monthDays");
      repeats.getByMonthDay().forEach(written::add);
    }
    return rotation;
  }

  private static String day(ByDay day) {
    if (day.getNum() != null) {
      throw new Mistake("RRULE", "names the nth of a weekday, which no rotation does");
    }
    return abbreviated(day.getDay());
  }

  private static String abbreviated(biweekly.util.DayOfWeek day) {
    return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
  }

  /** When it begins, by the calendar's own rules; at most so many. */
  List<LocalDateTime> occurrences(int most) {
    if (rule.isEmpty()) {
      return List.of(start);
    }
    var first = Date.from(start.atZone(zone).toInstant());
    var all = new ArrayList<LocalDateTime>();
    var dates = rule.get().getDateIterator(first, TimeZone.getTimeZone(zone));
    while (dates.hasNext() && all.size() < most) {
      Instant at = dates.next().toInstant();
      all.add(LocalDateTime.ofInstant(at, zone));
    }
    return all;
  }
}
