package io.taskcall.oncall.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.taskcall.contracts.Responder;
import io.taskcall.oncall.domain.rotation.Window;
import io.taskcall.oncall.domain.schedule.Schedule;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A schedule as the API shows it, with the names of its layers in their order. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ScheduleBody(UUID id, String name, String timeZone, List<String> layers) {
  static ScheduleBody of(Schedule schedule) {
    return new ScheduleBody(
        schedule.id(),
        schedule.name(),
        schedule.zone().getId(),
        schedule.layers().stream().map(layer -> layer.name()).toList());
  }

  /**
   * Who is on call.
   *
   * @param start since when; null if nobody is on call, or for ever
   * @param end until when; null if nobody is on call, or for ever
   * @param next the next handoff; null if there is none
   * @param left whose turn it is, but who left: they are not asked
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record OnCallBody(
      UUID scheduleId,
      String schedule,
      Instant at,
      List<Responder> people,
      @Nullable Instant start,
      @Nullable Instant end,
      @Nullable HandoffBody next,
      List<Responder> left) {}

  /** Who comes on call when; nobody where a gap begins. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record HandoffBody(Instant at, List<Responder> people) {}

  /** People who are on call together for a while, and why. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record ShiftBody(
      Instant start, Instant end, List<Responder> people, WhyBody why, List<UUID> swaps) {}

  /**
   * Why people are on call.
   *
   * @param type {@code turn}, {@code temporary} or {@code override}
   * @param layer whose turn it is, and {@code turn}, which one
   * @param id the temporary schedule, or the override
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record WhyBody(
      String type, @Nullable String layer, @Nullable Long turn, @Nullable UUID id) {}

  /** A stretch of time. */
  public record WindowBody(Instant start, Instant end) {
    static WindowBody of(Window window) {
      return new WindowBody(window.start(), window.end());
    }
  }
}
