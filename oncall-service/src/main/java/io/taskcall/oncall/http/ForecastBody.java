package io.taskcall.oncall.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.taskcall.contracts.IncidentSnapshot;
import io.taskcall.contracts.PageEvent;
import io.taskcall.contracts.Priority;
import io.taskcall.oncall.domain.incident.Forecast;
import io.taskcall.oncall.domain.incident.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who would be paged.
 *
 * @param rule the rule that would count, by its name
 * @param paged false if nobody would be
 * @param reason why nobody would be, or not at once
 * @param levels in the order in which they would be asked, if nobody answers
 * @param unreachable who would be asked and has no usable method
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ForecastBody(
    IncidentSnapshot.ServiceRef service,
    Instant at,
    @Nullable String rule,
    IncidentSnapshot.Urgency urgency,
    @Nullable Priority priority,
    PolicyRef policy,
    boolean paged,
    @Nullable String reason,
    List<LevelBody> levels,
    List<PersonRef> unreachable) {
  /** A policy, and what it is called. */
  public record PolicyRef(UUID id, String name) {}

  /** Somebody, and what they are called. */
  public record PersonRef(UUID userId, String name) {}

  /**
   * A level.
   *
   * @param round how often the policy has started, from 1
   * @param minutes after the alert
   * @param skipped why the next level is asked at once
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record LevelBody(
      int round,
      int level,
      Instant at,
      double minutes,
      List<PersonBody> people,
      @Nullable String skipped) {}

  /**
   * Somebody who would be asked.
   *
   * @param usable false if no message would arrive
   */
  public record PersonBody(UUID userId, String name, boolean usable, List<MethodBody> methods) {}

  /**
   * A message.
   *
   * @param minutes after the person is asked
   */
  public record MethodBody(PageEvent.Channel channel, String address, double minutes) {}

  static ForecastBody of(Service service, Instant at, Forecast forecast) {
    boolean paged =
        forecast.levels().stream()
            .flatMap(level -> level.people().stream())
            .anyMatch(Forecast.Reached::usable);
    return new ForecastBody(
        new IncidentSnapshot.ServiceRef(service.id(), service.name()),
        at,
        forecast.rule().orElse(null),
        forecast.urgency(),
        forecast.priority(),
        new PolicyRef(forecast.policy().id(), forecast.policy().name()),
        paged,
        forecast.quiet().orElse(paged ? null : "nobody who can be reached is on call"),
        forecast.levels().stream().map(level -> level(level, at)).toList(),
        forecast.unreachable().stream()
            .map(person -> new PersonRef(person.userId(), person.name()))
            .toList());
  }

  private static LevelBody level(Forecast.Asked asked, Instant from) {
    return new LevelBody(
        asked.position().round(),
        asked.position().level(),
        asked.at(),
        minutes(Duration.between(from, asked.at())),
        asked.people().stream().map(ForecastBody::person).toList(),
        asked.skipped().orElse(null));
  }

  private static PersonBody person(Forecast.Reached reached) {
    return new PersonBody(
        reached.userId(),
        reached.name(),
        reached.usable(),
        reached.ways().stream()
            .map(way -> new MethodBody(way.channel(), way.address(), minutes(way.after())))
            .toList());
  }

  private static double minutes(Duration duration) {
    return duration.toSeconds() / 60.0;
  }
}
