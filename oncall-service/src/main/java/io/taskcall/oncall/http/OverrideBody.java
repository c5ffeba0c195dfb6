package io.taskcall.oncall.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.Responder;
import io.taskcall.oncall.domain.rotation.Window;
import io.taskcall.oncall.domain.schedule.Preview;
import io.taskcall.oncall.domain.schedule.ScheduleOverride;
import io.taskcall.oncall.http.ScheduleBody.WindowBody;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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

  /** An override as it is asked for, with the ids of people. Asked for again it is the same one. */
  @Schema(name = "NewOverride")
  public record Wanted(
      @Schema(required = true) @Nullable Instant start,
      @Schema(required = true) @Nullable Instant end,
      @Nullable List<UUID> remove,
      @Nullable List<UUID> add,
      @Schema(description = "Stands instead of remove and add.") @Nullable List<UUID> everybody,
      @Schema(description = "Of several for everybody, the highest counts.")
          @Nullable Integer priority,
      @Schema(description = "Whether it may leave times without anybody on call.")
          @Nullable Boolean allowGaps) {
    ScheduleOverride override(PlannedSchedule planned) {
      var gone = people("remove", remove, planned);
      var come = people("add", add, planned);
      var all = people("everybody", everybody, planned);
      var during = during();
      var id =
          Ids.derive(
              "schedule.override",
              planned.schedule().id(),
              during,
              gone,
              come,
              all,
              String.valueOf(priority));
      if (everybody == null) {
        if (gone.isEmpty() && come.isEmpty()) {
          throw ProblemException.field("add", "or remove or everybody is needed");
        }
        return new ScheduleOverride.People(id, during, Set.copyOf(gone), come);
      }
      if (remove != null || add != null) {
        throw ProblemException.field("everybody", "stands instead of remove and add");
      }
      if (all.isEmpty()) {
        throw ProblemException.field(
            "everybody", "has from 1 to " + Limits.PEOPLE_MAX + " elements");
      }
      return new ScheduleOverride.Everybody(id, during, all, priority == null ? 0 : priority);
    }

    Window during() {
      return PlannedSchedules.during("", start, end);
    }

    private static List<UUID> people(
        String field, @Nullable List<UUID> given, PlannedSchedule planned) {
      if (given == null || given.isEmpty()) {
        return List.of();
      }
      var people = Limits.list(field, given, Limits.PEOPLE_MAX);
      if (Set.copyOf(people).size() < people.size()) {
        throw ProblemException.field(field, "names somebody twice");
      }
      planned.requireKnown(field, people);
      return people;
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
