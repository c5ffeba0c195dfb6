package io.taskcall.oncall.http;

import io.taskcall.contracts.Responder;
import io.taskcall.oncall.domain.escalation.Directory;
import io.taskcall.oncall.domain.rotation.Window;
import io.taskcall.oncall.domain.schedule.Duty;
import io.taskcall.oncall.domain.schedule.FinalSchedule;
import io.taskcall.oncall.domain.schedule.Handoff;
import io.taskcall.oncall.domain.schedule.OnCall;
import io.taskcall.oncall.domain.schedule.Schedule;
import io.taskcall.oncall.domain.schedule.Shift;
import io.taskcall.oncall.http.ScheduleBody.HandoffBody;
import io.taskcall.oncall.http.ScheduleBody.OnCallBody;
import io.taskcall.oncall.http.ScheduleBody.ShiftBody;
import io.taskcall.oncall.http.ScheduleBody.WhyBody;
import io.taskcall.oncall.http.ScheduleBody.WindowBody;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One schedule and the people it is about, to be shown. */
record PlannedSchedule(Schedule schedule, Directory directory) {
  /** How far ahead the next handoff is looked for. */
  static final Duration YEAR = Duration.ofDays(366);

  /** How many shifts an answer has at most; those of a year of hourly turns still are one. */
  private static final int SHIFTS_MAX = 10_000;

  OnCallBody at(Instant at) {
    var answer = OnCall.at(schedule, at);
    var next = Handoff.after(schedule, at, at.plus(YEAR)).map(this::handoff).orElse(null);
    return switch (answer) {
      case OnCall.People people -> {
        var here = people.userIds().stream().filter(this::isHere).toList();
        var left = people.userIds().stream().filter(id -> !isHere(id)).toList();
        var during = here.isEmpty() ? Window.ALWAYS : people.during();
        yield new OnCallBody(
            schedule.id(),
            schedule.name(),
            at,
            responders(here),
            limit(during.start()),
            limit(during.end()),
            next,
            responders(left));
      }
      case OnCall.Nobody _ ->
          new OnCallBody(
              schedule.id(), schedule.name(), at, List.of(), null, null, next, List.of());
    };
  }

  List<ShiftBody> shifts(Window during) {
    return finalSchedule(during).shifts().stream().map(this::shift).toList();
  }

  List<WindowBody> gaps(Window during) {
    return finalSchedule(during).gaps().stream().map(WindowBody::of).toList();
  }

  private FinalSchedule finalSchedule(Window during) {
    return FinalSchedule.of(schedule, during, this::isHere, SHIFTS_MAX)
        .orElseThrow(() ->
            ProblemException.badRequest(
                "from %s until %s are more than %d shifts; ask for less time at once"
                    .formatted(during.start(), during.end(), SHIFTS_MAX)));
  }

  /** False for somebody who left, or was never known. */
  boolean isHere(UUID person) {
    return directory.person(person).isPresent();
  }

  /** Whether somebody is on call at some time. */
  boolean isOnCall(UUID person, Window during) {
    return FinalSchedule.of(schedule, during).shifts().stream()
        .anyMatch(shift -> shift.duty().people().contains(person));
  }

  PlannedSchedule onlyLayer(int number) {
    if (number < 0 || number >= schedule.layers().size()) {
      throw ProblemException.notFound("layer; they are counted from 0");
    }
    return new PlannedSchedule(schedule.onlyLayer(number), directory);
  }

  Names names() {
    return new Names(directory);
  }

  List<Responder> responders(List<UUID> people) {
    return names().responders(people);
  }

  /** Everybody who is named has to be of the organization. */
  void requireKnown(String field, List<UUID> people) {
    if (!people.stream().allMatch(person -> directory.person(person).isPresent())) {
      throw ProblemException.field(field, "has nobody of this organization");
    }
  }

  private HandoffBody handoff(Handoff handoff) {
    return new HandoffBody(
        handoff.at(), responders(handoff.to().stream().filter(this::isHere).toList()));
  }

  private ShiftBody shift(Shift shift) {
    var duty = shift.duty();
    return new ShiftBody(
        shift.during().start(),
        shift.during().end(),
        responders(duty.people()),
        why(duty.why()),
        duty.swaps());
  }

  private static WhyBody why(Duty.Why why) {
    return switch (why) {
      case Duty.Why.Turn turn -> new WhyBody("turn", turn.layer(), turn.number(), null);
      case Duty.Why.Temporary temporary -> new WhyBody("temporary", null, null, temporary.id());
      case Duty.Why.Overridden override -> new WhyBody("override", null, null, override.id());
    };
  }

  private static @Nullable Instant limit(Instant at) {
    return at.equals(Instant.MIN) || at.equals(Instant.MAX) ? null : at;
  }
}
