package io.taskcall.oncall.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.taskcall.contracts.Ids;
import io.taskcall.oncall.domain.schedule.OnCall;
import io.taskcall.oncall.domain.schedule.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarImportTest {
  private static final UUID DEMO = Ids.derive("organization", "demo");
  private static final UUID ANA = Ids.derive("user", DEMO, "ana@x.example");
  private static final UUID BEN = Ids.derive("user", DEMO, "ben@x.example");
  private static final String WEEK =
      "DTSTART;TZID=Europe/Berlin:20260105T090000\nDTEND;TZID=Europe/Berlin:20260112T090000";
  private static final String DAY =
      "DTSTART;TZID=Europe/Berlin:20260105T090000\nDTEND;TZID=Europe/Berlin:20260105T170000";

  @Test
  void two_people_week_by_week_take_turns_by_the_wall_clock() {
    var schedule =
        schedule(
            event(WEEK, "RRULE:FREQ=WEEKLY;INTERVAL=2", "ATTENDEE:mailto:ana@x.example"),
            event(
                WEEK.replace("0112T", "0119T").replace("0105T", "0112T"),
                "RRULE:FREQ=WEEKLY;INTERVAL=2",
                "ATTENDEE:mailto:ben@x.example"));
    assertThat(at(schedule, "2026-01-05T07:59:59Z")).isEmpty();
    assertThat(at(schedule, "2026-01-05T08:00:00Z")).containsExactly(ANA);
    assertThat(at(schedule, "2026-01-12T08:00:00Z")).containsExactly(BEN);
    // Summer time has begun: nine o'clock is an hour earlier.
    assertThat(at(schedule, "2026-03-30T06:59:59Z")).containsExactly(BEN);
    assertThat(at(schedule, "2026-03-30T07:00:00Z")).containsExactly(ANA);
  }

  @Test
  void working_days_are_a_weekly_rotation_on_days() {
    for (var rule :
        List.of("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR")) {
      var schedule = schedule(event(DAY, "RRULE:" + rule, "SUMMARY:ana@x.example, ben@x.example"));
      assertThat(at(schedule, "2026-01-09T15:59:59Z")).containsExactly(ANA, BEN);
      assertThat(at(schedule, "2026-01-09T16:00:00Z")).isEmpty();
      assertThat(at(schedule, "2026-01-10T12:00:00Z")).isEmpty();
    }
  }

  @Test
  void event_that_ends_after_some_times_or_at_a_time_ends() {
    for (var end : List.of("COUNT=3", "UNTIL=20260107T080000Z")) {
      var schedule = schedule(event(DAY, "RRULE:FREQ=DAILY;" + end, "SUMMARY:ana@x.example"));
      assertThat(at(schedule, "2026-01-07T15:59:59Z")).containsExactly(ANA);
      assertThat(at(schedule, "2026-01-08T12:00:00Z")).isEmpty();
    }
  }

  @Test
  void event_that_does_not_repeat_is_one_shift_and_a_whole_day_lasts_from_midnight() {
    var schedule =
        schedule(
            event("DTSTART;VALUE=DATE:20260301", "SUMMARY:Ana", "ATTENDEE:mailto:ana@x.example"));
    assertThat(at(schedule, "2026-02-28T23:00:00Z")).containsExactly(ANA);
    assertThat(at(schedule, "2026-03-01T22:59:59Z")).containsExactly(ANA);
    assertThat(at(schedule, "2026-03-01T23:00:00Z")).isEmpty();
  }

  @Test
  void who_has_declined_is_not_on_call() {
    var schedule =
        schedule(
            event(
                DAY,
                "ATTENDEE;PARTSTAT=DECLINED:mailto:ana@x.example",
                "ATTENDEE:mailto:ben@x.example"));
    assertThat(at(schedule, "2026-01-05T12:00:00Z")).containsExactly(BEN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RRULE:FREQ=DAILY;EXTRA|EXDATE;TZID=Europe/Berlin:20260106T090000|EXDATE",
        "RRULE:FREQ=MONTHLY;BYDAY=-1FR|X-A:1|RRULE",
        "RRULE:FREQ=DAILY;BYHOUR=9,15|X-A:1|RRULE",
        "RRULE:FREQ=YEARLY;BYMONTH=1,7|X-A:1|RRULE",
        "RRULE:FREQ=DAILY;BYMONTH=1|X-A:1|RRULE",
        "RDATE;TZID=Europe/Berlin:20260106T090000|X-A:1|RDATE",
        "RRULE:FREQ=DAILY|RRULE:FREQ=WEEKLY|RRULE",
        "RRULE:FREQ=SOMETIMES|X-A:1|RRULE",
        "STATUS:CANCELLED|X-A:1|STATUS",
        "STATUS:CONFIRMED|STATUS:CANCELLED|STATUS",
        "DURATION:PT1H|X-A:1|DURATION",
        "RECURRENCE-ID;TZID=Europe/Berlin:20260105T090000|X-A:1|RECURRENCE-ID"
      })
  void what_no_layer_can_say_is_refused_by_its_name(String one, String other, String property) {
    var calendar = event(DAY, one.replace(";EXTRA", ""), other, "SUMMARY:ana@x.example");
    assertThatThrownBy(() -> schedule(calendar))
        .isInstanceOfSatisfying(
            Mistake.class,
            mistake -> assertThat(mistake.field()).isEqualTo("events[0]." + property));
  }

  @Test
  void monthly_on_the_31st_is_refused_since_calendars_skip_short_months() {
    var day = DAY.replace("20260105", "20260131");
    assertThatThrownBy(() -> schedule(event(day, "RRULE:FREQ=MONTHLY", "SUMMARY:ana@x.example")))
        .hasMessage("events[0].RRULE: repeats in a way that no rotation does");
    var first = DAY.replace("20260105", "20260101");
    var schedule = schedule(event(first, "RRULE:FREQ=MONTHLY", "SUMMARY:ana@x.example"));
    assertThat(at(schedule, "2026-03-01T09:00:00Z")).containsExactly(ANA);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DTSTART:20261345T990000Z",
        "DTSTART:20260230T090000Z",
        "DTSTART;TZID=Europe/Berlin:20260105T250000",
        "DTSTART:soon"
      })
  void beginning_that_no_calendar_has_is_refused(String start) {
    assertThatThrownBy(
            () -> schedule(event(start, "DTEND:20261231T100000Z", "SUMMARY:ana@x.example")))
        .hasMessageStartingWith("events[0].DTSTART: ");
  }

  @Test
  void length_that_no_calendar_has_is_refused() {
    var start = "DTSTART:20260105T090000Z";
    assertThatThrownBy(
            () -> schedule(event(start, "DURATION:P2000000000W", "SUMMARY:ana@x.example")))
        .isInstanceOf(Mistake.class);
  }

  @Test
  void event_of_nobody_is_refused() {
    assertThatThrownBy(() -> schedule(event(DAY, "SUMMARY:Primary")))
        .hasMessageStartingWith("events[0].ATTENDEE: is missing");
  }

  @Test
  void other_layers_stay_and_a_rotation_without_layers_becomes_one() {
    var before =
        Yaml.tree(
            """
            timeZone: UTC
            rotation: {type: weekly, start: "2026-01-05T09:00"}
            participants: [[ben@x.example]]
            """);
    var once = calendar(event(DAY, "SUMMARY:ana@x.example")).in("primary", before);
    var again = calendar(event(DAY, "SUMMARY:ben@x.example")).in("primary", once);
    assertThat(names(once)).containsExactly("primary", "Rota");
    assertThat(names(again)).containsExactly("primary", "Rota");
    assertThat(again.path("layers").get(1).path("participants").toString())
        .isEqualTo("[[\"ben@x.example\"]]");
  }

  private static List<String> names(JsonNode schedule) {
    var names = new ArrayList<String>();
    schedule.path("layers").forEach(layer -> names.add(layer.path("name").asText()));
    return names;
  }

  private static CalendarImport calendar(String... events) {
    var text =
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//X//Y//EN\n"
            + String.join("", events)
            + "END:VCALENDAR\n";
    return new CalendarImport("Rota", 0, text.replace("\n", "\r\n"));
  }

  private static String event(String... lines) {
    return "BEGIN:VEVENT\nUID:"
        + UUID.randomUUID()
        + "\nDTSTAMP:20260101T000000Z\n"
        + String.join("\n", lines)
        + "\nEND:VEVENT\n";
  }

  private static Schedule schedule(String... events) {
    var before = Yaml.tree("{key: rota, timeZone: Europe/Berlin, layers: []}");
    var data = calendar(events).in("rota", before);
    return new Schedules(People.none(DEMO)).schedule(Yaml.read(data, ScheduleEntry.class));
  }

  private static List<UUID> at(Schedule schedule, String instant) {
    return switch (OnCall.at(schedule, Instant.parse(instant))) {
      case OnCall.People people -> people.userIds();
      case OnCall.Nobody _ -> List.of();
    };
  }
}
