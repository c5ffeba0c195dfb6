package io.taskcall.oncall.chat;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.PageEvent.Channel;
import io.taskcall.oncall.OncallConfig;
import io.taskcall.oncall.domain.page.Sending;
import io.taskcall.oncall.sending.Carrier;
import io.taskcall.oncall.sending.Front;
import io.taskcall.oncall.sending.Message;
import io.taskcall.oncall.sending.Web;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpRequest;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Posts to Slack. Each message carries the id of its page, so that whoever is not sure whether it
 * was posted finds it in the history of its channel.
 */
@ApplicationScoped
class Slack implements Carrier {
  /** What may get better without anybody changing the address. */
  private static final Set<String> FOR_NOW =
      Set.of(
          "ratelimited",
          "rate_limited",
          "internal_error",
          "fatal_error",
          "service_unavailable",
          "request_timeout",
          "invalid_auth",
          "not_authed",
          "account_inactive",
          "token_revoked",
          "token_expired",
          "missing_scope");

  private final Web web;
  private final OncallConfig.Slack slack;
  private final String front;

  Slack(Web web, OncallConfig config) {
    this.web = web;
    this.slack = config.slack();
    this.front = Front.ofPeople(config);
  }

  @Override
  public boolean carries(Channel channel) {
    return channel == Channel.SLACK;
  }

  @Override
  public boolean isSetUp() {
    return slack.token().isPresent();
  }

  @Override
  public Uni<Sending> send(Message message) {
    return postedBefore(message)
        .flatMap(before ->
            before
                .<Uni<Sending>>map(ts -> Uni.createFrom().item(new Sending.Accepted(ts)))
                .orElseGet(() -> post(message)))
        .onFailure()
        .recoverWithItem(
            failure -> new Sending.Unavailable(Web.excerpt("Slack does not answer: " + failure)));
  }

  private Uni<Sending> post(Message message) {
    return request(HttpMethod.POST, "chat.postMessage")
        .putHeader("Content-Type", "application/json; charset=utf-8")
        .sendBuffer(Buffer.buffer(SlackMessage.of(message, front).encode()))
        .map(Slack::meaning);
  }

  private Uni<Optional<String>> postedBefore(Message message) {
    if (!(message instanceof Message.OfPage of) || of.attempt() == 1) {
      return Uni.createFrom().item(Optional.empty());
    }
    return request(HttpMethod.GET, "conversations.history")
        .addQueryParam("channel", message.address())
        .addQueryParam("oldest", Long.toString(of.page().due().getEpochSecond() - 1))
        .addQueryParam("include_all_metadata", "true")
        .addQueryParam("limit", "200")
        .send()
        .map(response -> {
          var all = json(response).getJsonArray("messages", new JsonArray());
          return IntStream.range(0, all.size())
              .mapToObj(all::getJsonObject)
              .filter(found -> SlackMessage.is(found, message))
              .map(found -> found.getString("ts", ""))
              .findFirst();
        });
  }

  private static Sending meaning(HttpResponse<Buffer> response) {
    var body = json(response);
    if (response.statusCode() == 200 && body.getBoolean("ok", false)) {
      return new Sending.Accepted(body.getString("ts", ""));
    }
    var error = body.getString("error", "HTTP " + response.statusCode());
    var reason = Web.excerpt("Slack answered: " + error);
    return response.statusCode() != 200 || FOR_NOW.contains(error)
        ? new Sending.Unavailable(reason)
        : new Sending.Refused(reason);
  }

  private HttpRequest<Buffer> request(HttpMethod method, String what) {
    var url = slack.url().toString().replaceAll("/+$", "");
    return web.request(method, url + "/" + what)
        .bearerTokenAuthentication(slack.token().orElse(""));
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
