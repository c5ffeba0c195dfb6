package io.taskcall.oncall.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.taskcall.oncall.domain.impact.Day;
import io.taskcall.oncall.domain.impact.Health;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a service does now and did in the last days.
 *
 * @param status healthy or impacted
 * @param healthyPercent how much of that time it was not impacted
 * @param zone whose calendar the days are of
 * @param days oldest first, the last one is today
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record HealthBody(
    ServiceRef service,
    String status,
    @Nullable Instant impactedSince,
    double healthyPercent,
    String zone,
    List<DayBody> days) {
  private static final double HUNDREDTHS = 10_000;

  /**
   * A day.
   *
   * @param impactedMinutes a minute that has begun counts
   * @param minutes how many the day has, or has had until now
   */
  public record DayBody(LocalDate date, long impactedMinutes, long minutes) {
    static DayBody of(Day day) {
      return new DayBody(day.date(), day.impactedMinutes(), day.elapsed().toMinutes());
    }
  }

  static HealthBody of(Health health, String zone) {
    return new HealthBody(
        ServiceRef.of(health.service()),
        ImpactBody.status(health.isImpacted()),
        health.impactedSince().orElse(null),
        percent(health),
        zone,
        health.days().stream().map(DayBody::of).toList());
  }

  /** Rounded down to hundredths, so that 100 means that there was nothing. */
  static double percent(Health health) {
    return Math.floor(health.healthyShare() * HUNDREDTHS) / 100;
  }
}
