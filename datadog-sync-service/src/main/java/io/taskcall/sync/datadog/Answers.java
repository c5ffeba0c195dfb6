package io.taskcall.sync.datadog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.taskcall.codec.EventCodec;
import io.taskcall.sync.domain.Answer;
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

  private Answers() {}

  static Answer read(int status, Function<String, @Nullable String> header, @Nullable String body) {
    var text = body == null ? "" : body;
    return switch (status) {
      case 200, 201 -> shown(header, text);
      case 401, 403 -> new Answer.Unauthorized(status + " " + reason(text));
      case 429 -> new Answer.Throttled(reset(header).orElse(WAIT_UNLESS_TOLD));
      case 408 -> new Answer.Unavailable("408 " + reason(text));
      default ->
          status >= 500
              ? new Answer.Unavailable(status + " " + reason(text))
              : new Answer.Refused(status, reason(text));
    };
  }

  private static Answer shown(Function<String, @Nullable String> header, String body) {
    var pause =
        "0".equals(header.apply("X-RateLimit-Remaining"))
            ? reset(header)
            : Optional.<Duration>empty();
    return IncidentJson.read(body)
        .<Answer>map(incident -> new Answer.Shown(incident, pause))
        .orElseGet(() -> new Answer.Unavailable("the answer holds no incident: " + cut(body)));
  }

  private static Optional<Duration> reset(Function<String, @Nullable String> header) {
    var seconds = header.apply("X-RateLimit-Reset");
    try {
      return seconds == null
          ? Optional.empty()
          : Optional.of(
              Duration.ofSeconds(
                  Math.clamp((long) Math.ceil(Double.parseDouble(seconds)), 1, WAIT_SECONDS_MAX)));
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
