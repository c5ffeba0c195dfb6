package io.taskcall.oncall.setup;

import biweekly.component.VEvent;
import biweekly.property.DateEnd;
import biweekly.property.DateStart;
import biweekly.property.DurationProperty;
import biweekly.property.ICalProperty;
import biweekly.property.RecurrenceRule;
import biweekly.property.Status;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Looks whether all that an event says about when it is was read, and says one thing. */
final class CalendarProperties {
  /** What says when and whether it is; each of them at most once, and in a form that is known. */
  private static final Map<Class<? extends ICalProperty>, String> ONCE =
      Map.of(
          DateStart.class, "DTSTART",
          DateEnd.class, "DTEND",
          DurationProperty.class, "DURATION",
          RecurrenceRule.class, "RRULE",
          Status.class, "STATUS");

  private static final Set<String> READ =
      Set.of(
          "DTSTART",
          "DTEND",
          "DURATION",
          "RRULE",
          "EXRULE",
          "EXDATE",
          "RDATE",
          "RECURRENCE-ID",
          "STATUS",
          "ATTENDEE");

  private CalendarProperties() {}

  /** What cannot be read is put aside by the library, and what is there twice is read once. */
  static void refuseIfUnread(VEvent event) {
    for (var raw : event.getExperimentalProperties()) {
      var name = raw.getName().toUpperCase(Locale.ROOT);
      if (READ.contains(name)) {
        throw new Mistake(name, "cannot be read: " + raw.getValue());
      }
    }
    ONCE.forEach((property, name) -> {
      if (event.getProperties(property).size() > 1) {
        throw new Mistake(name, "is there more than once");
      }
    });
    if (event.getDateEnd() != null && event.getDuration() != null) {
      throw new Mistake("DURATION", "stands instead of DTEND, not beside it");
    }
    if (event.getStatus() != null && event.getStatus().isCancelled()) {
      throw new Mistake("STATUS", "says that it is cancelled; leave the event out");
    }
  }
}
