package io.taskcall.oncall.chat;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.PageEvent.Channel;
import io.taskcall.oncall.OncallConfig;
import io.taskcall.oncall.domain.page.Sending;
import io.taskcall.oncall.sending.Carrier;
import io.taskcall.oncall.sending.Front;
import io.taskcall.oncall.sending.Message;
import io.taskcall.oncall.sending.Outside;
import io.taskcall.oncall.sending.Web;
import io.taskcall.oncall.sending.Wording;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Posts adaptive cards to incoming webhooks of Microsoft Teams; their buttons are links. */
@ApplicationScoped
class Teams implements Carrier {
  private final Outside outside;
  private final String front;

  Teams(Outside outside, OncallConfig config) {
    this.outside = outside;
    this.front = Front.ofPeople(config);
  }

  @Override
  public boolean carries(Channel channel) {
    return channel == Channel.TEAMS;
  }

  @Override
  public boolean isSetUp() {
    return true;
  }

  @Override
  public Uni<Sending> send(Message message) {
    return outside.post(
        message.address(),
        Buffer.buffer(card(message).encode()),
        Map.of("Content-Type", "application/json"),
        response -> meaning(response, message));
  }

  /** It says 200 even when it could not deliver, and says so in words. */
  private static Sending meaning(HttpResponse<Buffer> response, Message message) {
    var said = response.bodyAsString();
    return said != null && said.startsWith("Webhook message delivery failed")
        ? new Sending.Unavailable(Web.excerpt(said))
        : Outside.usually(response, message.id().toString());
  }

  private JsonObject card(Message message) {
    var body = new JsonArray();
    var actions = new JsonArray();
    switch (message) {
      case Message.OfPage of -> {
        body.add(text(Wording.of(of).headline()).put("weight", "bolder").put("size", "large"));
        body.add(
            text(
                "For %s, level %d, opened %s"
                    .formatted(
                        of.page().ref().responder().name(),
                        of.page().ref().level(),
                        of.incident().about().openedAt())));
        actions.add(
            new JsonObject()
                .put("type", "Action.OpenUrl")
                .put("title", "Acknowledge or resolve")
                .put("url", front + "/respond/" + of.token()));
      }
      case Message.OfCode of -> body.add(text("Your TaskCall code is " + of.code()));
    }
    var card =
        new JsonObject()
            .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
            .put("type", "AdaptiveCard")
            .put("version", "1.4")
            .put("body", body)
            .put("actions", actions);
    var attachment =
        new JsonObject()
            .put("contentType", "application/vnd.microsoft.card.adaptive")
            .put("content", card);
    return new JsonObject()
        .put("type", "message")
        .put("attachments", new JsonArray().add(attachment));
  }

  private static JsonObject text(String text) {
    return new JsonObject().put("type", "TextBlock").put("text", text).put("wrap", true);
  }
}
