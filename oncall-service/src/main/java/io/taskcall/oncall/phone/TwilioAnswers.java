package io.taskcall.oncall.phone;

import io.taskcall.oncall.domain.page.Sending;
import io.taskcall.oncall.sending.Web;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What Twilio's answers mean. */
final class TwilioAnswers {
  private static final Set<String> LOST = Set.of("failed", "undelivered", "canceled");

  private TwilioAnswers() {}

  /** What became of a message or a call. */
  static Sending sending(HttpResponse<Buffer> response) {
    var body = json(response);
    int status = response.statusCode();
    if (status / 100 == 2) {
      var sid = body.getString("sid", "");
      return sid.isEmpty()
          ? new Sending.Unavailable("the phone company answered with no name for it")
          : new Sending.Accepted(sid);
    }
    var reason =
        Web.excerpt(
            "the phone company answered %d: %s %s"
                .formatted(status, body.getValue("code", ""), body.getString("message", "")));
    // Only what is wrong with this very message is final; an account or a limit may get better.
    return status == 400 ? new Sending.Refused(reason) : new Sending.Unavailable(reason);
  }

  /**
   * The name of the one in a list that is ours.
   *
   * @param list the list's name
   * @param since when ours cannot have been sent before
   */
  static Optional<String> known(
      HttpResponse<Buffer> response, String list, Instant since, Predicate<JsonObject> ours) {
    var all = json(response).getJsonArray(list, new JsonArray());
    return IntStream.range(0, all.size())
        .mapToObj(all::getJsonObject)
        .filter(one -> !LOST.contains(one.getString("status", "")))
        .filter(one -> !created(one).isBefore(since))
        .filter(ours)
        .map(one -> one.getString("sid", ""))
        .findFirst();
  }

  private static Instant created(JsonObject one) {
    try {
      var date = one.getString("date_created", "");
      return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
    } catch (DateTimeException _) {
      return Instant.EPOCH;
    }
  }

  private static JsonObject json(HttpResponse<Buffer> response) {
    try {
      var json = response.bodyAsJsonObject();
      return json == null ? new JsonObject() : json;
    } catch (DecodeException _) {
      return new JsonObject();
    }
  }
}
