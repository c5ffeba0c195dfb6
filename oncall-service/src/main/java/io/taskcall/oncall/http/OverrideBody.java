package io.taskcall.oncall.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.Responder;
import io.taskcall.oncall.domain.rotation.Window;
import io.taskcall.oncall.domain.schedule.Preview;
import io.taskcall.oncall.domain.schedule.ScheduleOverride;
import io.taskcall.oncall.http.ScheduleBody.WindowBody;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An override as the API shows it: some people come and some go, or {@code everybody} is replaced.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OverrideBody(
    UUID id,
    Instant start,
    Instant end,
    @Nullable List<Responder> remove,
    @Nullable List<Responder> add,
    @Nullable List<Responder> everybody,
    @Nullable Integer priority) {
  static OverrideBody of(ScheduleOverride override, PlannedSchedule planned) {
    var start = override.during().start();
    var end = override.during().end();
    return switch (override) {
      case ScheduleOverride.People some ->
          new OverrideBody(
              some.id(),
              start,
              end,
              planned.responders(List.copyOf(some.remove())),
              planned.responders(some.add()),
              null,
              null);
      case ScheduleOverride.Everybody all ->
          new OverrideBody(
              all.id(), start, end, null, null, planned.responders(all.people()), all.priority());
    };
  }

  /**
   * An override as it is asked for, with the ids of people. Asked for again it is the same one.
   *
   * @param allowGaps whether it may leave times without anybody on call
   */
  public record Wanted(
      @Nullable Instant start,
      @Nullable Instant end,
      @Nullable List<UUID> remove,
      @Nullable List<UUID> add,
      @Nullable List<UUID> everybody,
      @Nullable Integer priority,
      boolean allowGaps) {
    ScheduleOverride override(PlannedSchedule planned) {
      Stream.of(given(remove), given(add), given(everybody))
          .flatMap(List::stream)
          .forEach(person -> known(person, planned));
      var during = during();
      try {
        return override(during, planned.schedule().id());
      } catch (IllegalArgumentException e) {
        throw ProblemException.badRequest(String.valueOf(e.getMessage()));
      }
    }

    Window during() {
      if (start == null || end == null || !start.isBefore(end)) {
        throw ProblemException.badRequest("start and end are instants, the one before the other");
      }
      if (Duration.between(start, end).compareTo(PlannedSchedules.LONGEST) > 0) {
        throw ProblemException.badRequest("an override lasts up to 400 days");
      }
      return new Window(start, end);
    }

    private ScheduleOverride override(Window during, UUID schedule) {
      var id =
          Ids.derive(
              "schedule.override",
              schedule,
              during,
              given(remove),
              given(add),
              given(everybody),
              String.valueOf(priority));
      if (everybody == null) {
        return new ScheduleOverride.People(id, during, Set.copyOf(given(remove)), given(add));
      }
      if (remove != null || add != null) {
        throw ProblemException.badRequest("everybody stands instead of remove and add");
      }
      return new ScheduleOverride.Everybody(id, during, everybody, priority == null ? 0 : priority);
    }

    private static void known(UUID person, PlannedSchedule planned) {
      if (planned.directory().person(person).isEmpty()) {
        throw ProblemException.badRequest("nobody here has the id " + person);
      }
    }

    private static List<UUID> given(@Nullable List<UUID> people) {
      return people == null ? List.of() : people;
    }
  }

  /** What a change would do. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record PreviewBody(
      List<DifferenceBody> differences,
      List<WindowBody> gaps,
      List<DoubledBody> doubled,
      List<LeftBody> left) {
    static PreviewBody of(Preview preview, Names names) {
      return new PreviewBody(
          preview.differences().stream()
              .map(difference -> DifferenceBody.of(difference, names))
              .toList(),
          preview.gaps().stream().map(WindowBody::of).toList(),
          preview.doubled().stream()
              .map(doubled ->
                  new DoubledBody(
                      doubled.during().start(),
                      doubled.during().end(),
                      names.responder(doubled.person())))
              .toList(),
          preview.left().stream()
              .map(left ->
                  new LeftBody(
                      left.during().start(), left.during().end(), names.responder(left.person())))
              .toList());
    }
  }

  /** Who is on call for a while, and who would be. */
  public record DifferenceBody(
      Instant start, Instant end, List<Responder> before, List<Responder> after) {
    static DifferenceBody of(Preview.Difference difference, Names names) {
      return new DifferenceBody(
          difference.during().start(),
          difference.during().end(),
          names.responders(difference.people().before()),
          names.responders(difference.people().after()));
    }
  }

  /** Somebody whose turn it would be, but who left: nobody is on call instead. */
  public record LeftBody(Instant start, Instant end, Responder person) {}

  /** Somebody who would be on call for two reasons at once. */
  public record DoubledBody(Instant start, Instant end, Responder person) {}
}
