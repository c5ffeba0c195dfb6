package io.taskcall.dedup.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.Priority;
import io.taskcall.dedup.domain.AlertState;
import io.taskcall.dedup.domain.Told;
import io.taskcall.dedup.domain.timeline.Condition;
import io.taskcall.dedup.domain.timeline.Cycle;
import io.taskcall.dedup.domain.timeline.Stretch;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An alert as it is now.
 *
 * @param state {@code quiet}, {@code firing} or {@code flapping}
 * @param firing whether it fires at the moment; a flapping alert may or may not
 * @param opening what the incident of this alert is tied to, while one is open
 * @param stretch since it last opened, unless it is quiet
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AlertBody(
    String fingerprint,
    UUID organizationId,
    UUID integrationId,
    UUID serviceId,
    String title,
    boolean test,
    String state,
    boolean firing,
    @Nullable UUID opening,
    @Nullable StretchBody stretch,
    Instant heardAt) {

  /**
   * The time it fires without a break.
   *
   * @param count how often it was observed firing
   * @param level the worst so far
   * @param priority the worst so far
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StretchBody(
      Instant since,
      Instant lastFiredAt,
      int count,
      Level level,
      @Nullable Priority priority,
      @Nullable String cycle,
      boolean acknowledged) {
    static StretchBody of(Stretch stretch) {
      return new StretchBody(
          stretch.since(),
          stretch.lastFired(),
          stretch.count(),
          stretch.severity().level(),
          stretch.severity().priority(),
          name(stretch.cycle()),
          stretch.taken() != null);
    }

    private static @Nullable String name(@Nullable Cycle cycle) {
      return cycle == null ? null : cycle.name();
    }
  }

  static AlertBody of(AlertState alert, Condition now) {
    var opening =
        switch (alert.told()) {
          case Told.Silence _ -> null;
          case Told.Open open -> open.opening();
        };
    return switch (now) {
      case Condition.Quiet _ -> of(alert, "quiet", false, opening, null);
      case Condition.Firing firing -> of(alert, "firing", true, opening, firing.stretch());
      case Condition.Flapping flapping ->
          of(alert, "flapping", flapping.firing(), opening, flapping.stretch());
    };
  }

  private static AlertBody of(
      AlertState alert,
      String state,
      boolean firing,
      @Nullable UUID opening,
      @Nullable Stretch stretch) {
    var ref = alert.ref();
    return new AlertBody(
        ref.fingerprint().value(),
        ref.organizationId(),
        ref.integrationId(),
        ref.serviceId(),
        alert.title(),
        alert.test(),
        state,
        firing,
        opening,
        stretch == null ? null : StretchBody.of(stretch),
        alert.heardAt());
  }
}
