package io.taskcall.sync.datadog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.taskcall.codec.EventCodec;
import io.taskcall.sync.domain.Answer;
import io.taskcall.sync.domain.Listing;
import io.taskcall.sync.domain.Lookup;
import io.taskcall.sync.domain.MonitorPart;
import io.taskcall.sync.domain.Receipt;
import io.taskcall.sync.domain.Sight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Understands what Datadog answers: status, allowance and both shapes of {@code errors}. */
final class Answers {
  private static final Duration WAIT_UNLESS_TOLD = Duration.ofSeconds(10);
  private static final long WAIT_SECONDS_MAX = 3600;
  private static final int REASON_MAX = 300;

  /** What is less than this part of the allowance is left to what people wait for. */
  private static final int RESERVE = 5;

  private Answers() {}

  static Reply reply(int status, Function<String, @Nullable String> header, @Nullable String body) {
    var text = body == null ? "" : body;
    return switch (status) {
      case 200, 201, 202, 204 -> new Reply.Good(text, pause(header), scarce(header));
      case 401, 403 -> failed(new Answer.Unauthorized(status + " " + reason(text)));
      case 429 -> failed(new Answer.Throttled(reset(header).orElse(WAIT_UNLESS_TOLD)));
      case 408 -> failed(new Answer.Unavailable("408 " + reason(text)));
      default ->
          failed(
              status >= 500
                  ? new Answer.Unavailable(status + " " + reason(text))
                  : new Answer.Refused(status, reason(text)));
    };
  }

  static Reply failed(Answer.Failure failure) {
    return new Reply.Failed(failure);
  }

  /** The answer that holds one incident. */
  static Answer one(Reply reply) {
    return switch (reply) {
      case Reply.Failed(var failure) -> failure;
      case Reply.Good good ->
          IncidentJson.read(good.body())
              .<Answer>map(incident -> new Answer.Shown(incident, good.pause()))
              .orElseGet(() ->
                  new Answer.Unavailable("the answer holds no incident: " + cut(good.body())));
    };
  }

  /** The answer that holds some of all incidents. */
  static Listing part(Reply reply) {
    return switch (reply) {
      case Reply.Failed(var failure) -> new Listing.Failed(failure);
      case Reply.Good good ->
          IncidentJson.readAll(good.body())
              .<Listing>map(incidents -> new Listing.Part(incidents, good.scarce()))
              .orElseGet(() ->
                  new Listing.Failed(
                      new Answer.Unavailable(
                          "the answer holds no incidents: " + cut(good.body()))));
    };
  }

  /** The answer that says that something was done. */
  static Receipt receipt(Reply reply) {
    return switch (reply) {
      case Reply.Failed(var failure) -> new Receipt.Failed(failure);
      case Reply.Good good -> new Receipt.Taken(good.pause());
    };
  }

  /**
   * The answer that may hold something of ours.
   *
   * @param find reads it; empty for a body that is none of its kind
   */
  static <T> Lookup<T> lookup(Reply reply, Function<String, Optional<Optional<T>>> find) {
    return switch (reply) {
      case Reply.Failed(var failure) -> new Lookup.Failed<>(failure);
      case Reply.Good good ->
          find.apply(good.body())
              .<Lookup<T>>map(Lookup.Found::new)
              .orElseGet(() ->
                  new Lookup.Failed<>(
                      new Answer.Unavailable("the answer is no list: " + cut(good.body()))));
    };
  }

  /** The answer that holds one monitor. */
  static Sight monitor(Reply reply) {
    return switch (reply) {
      case Reply.Failed(var failure) -> new Sight.Failed(failure);
      case Reply.Good good ->
          MonitorJson.read(good.body())
              .<Sight>map(monitor -> new Sight.Seen(monitor, good.scarce()))
              .orElseGet(() ->
                  new Sight.Failed(
                      new Answer.Unavailable("the answer holds no monitor: " + cut(good.body()))));
    };
  }

  /** The answer that holds some of all monitors. */
  static MonitorPart monitors(Reply reply) {
    return switch (reply) {
      case Reply.Failed(var failure) -> new MonitorPart.Failed(failure);
      case Reply.Good good ->
          MonitorJson.readAll(good.body())
              .<MonitorPart>map(monitors -> new MonitorPart.Shown(monitors, good.scarce()))
              .orElseGet(() ->
                  new MonitorPart.Failed(
                      new Answer.Unavailable("the answer holds no monitors: " + cut(good.body()))));
    };
  }

  private static Optional<Duration> pause(Function<String, @Nullable String> header) {
    return "0".equals(header.apply("X-RateLimit-Remaining")) ? reset(header) : Optional.empty();
  }

  private static Optional<Duration> scarce(Function<String, @Nullable String> header) {
    var limit = number(header.apply("X-RateLimit-Limit"));
    var remaining = number(header.apply("X-RateLimit-Remaining"));
    return limit.isPresent() && remaining.isPresent() && remaining.get() * RESERVE < limit.get()
        ? reset(header)
        : Optional.empty();
  }

  private static Optional<Duration> reset(Function<String, @Nullable String> header) {
    return number(header.apply("X-RateLimit-Reset"))
        .map(seconds ->
            Duration.ofSeconds(Math.clamp((long) Math.ceil(seconds), 1, WAIT_SECONDS_MAX)));
  }

  private static Optional<Double> number(@Nullable String text) {
    try {
      return text == null ? Optional.empty() : Optional.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Datadog's own words: {@code errors} holds texts, or objects with a title and a detail. */
  static String reason(String body) {
    var words = new ArrayList<String>();
    try {
      for (var error : EventCodec.mapper().readTree(body).path("errors")) {
        words.add(error.isTextual() ? error.textValue() : titleAndDetail(error));
      }
    } catch (JsonProcessingException e) {
      return cut(body);
    }
    return words.isEmpty() ? cut(body) : cut(String.join("; ", words));
  }

  private static String titleAndDetail(JsonNode error) {
    var title = error.path("title").asText("");
    var detail = error.path("detail").asText("");
    return title.isEmpty() || detail.isEmpty() ? title + detail : title + ": " + detail;
  }

  private static String cut(String text) {
    return text.length() <= REASON_MAX ? text : text.substring(0, REASON_MAX);
  }
}
