package io.taskcall.oncall.webhook;

import io.smallrye.mutiny.Uni;
import io.taskcall.codec.EventCodec;
import io.taskcall.contracts.PageEvent.Channel;
import io.taskcall.oncall.OncallConfig;
import io.taskcall.oncall.domain.page.Page;
import io.taskcall.oncall.domain.page.Sending;
import io.taskcall.oncall.sending.Carrier;
import io.taskcall.oncall.sending.Front;
import io.taskcall.oncall.sending.Message;
import io.taskcall.oncall.sending.Outside;
import io.taskcall.oncall.sending.WebhookSecrets;
import io.taskcall.oncall.sending.Wording;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Posts pages as JSON. The same page has the same key, whenever it is posted again. */
@ApplicationScoped
class Webhook implements Carrier {
  private final Outside outside;
  private final WebhookSecrets secrets;
  private final String front;

  Webhook(Outside outside, WebhookSecrets secrets, OncallConfig config) {
    this.outside = outside;
    this.secrets = secrets;
    this.front = Front.ofPeople(config);
  }

  @Override
  public boolean carries(Channel channel) {
    return channel == Channel.WEBHOOK;
  }

  @Override
  public boolean isSetUp() {
    return true;
  }

  @Override
  public Uni<Sending> send(Message message) {
    var body = body(message).encode();
    long now = Instant.now().getEpochSecond();
    return secrets
        .of(methodId(message))
        .flatMap(signature ->
            outside.post(
                message.address(),
                Buffer.buffer(body),
                Map.of(
                    "Content-Type", "application/json",
                    "Idempotency-Key", message.id().toString(),
                    "X-TaskCall-Timestamp", Long.toString(now),
                    "X-TaskCall-Signature", signature.of(now, body)),
                response -> Outside.usually(response, message.id().toString())));
  }

  private static UUID methodId(Message message) {
    return switch (message) {
      case Message.OfPage of ->
          Optional.ofNullable(of.page().way())
              .map(Page.Way::methodId)
              .orElse(of.page().ref().responder().userId());
      case Message.OfCode of -> of.method().id();
    };
  }

  private JsonObject body(Message message) {
    return switch (message) {
      case Message.OfPage of ->
          new JsonObject()
              .put("type", "page")
              .put("id", of.id().toString())
              .put("reason", of.page().reason().name().toLowerCase(Locale.ROOT))
              .put("headline", Wording.of(of).headline())
              .put("level", of.page().ref().level())
              .put(
                  "person",
                  new JsonObject()
                      .put("id", of.page().ref().responder().userId().toString())
                      .put("name", of.page().ref().responder().name()))
              .put(
                  "incident",
                  new JsonObject(
                      EventCodec.mapper().valueToTree(of.incident().snapshot()).toString()))
              .put("incidentUrl", front + "/api/v1/incidents/" + of.incident().id())
              .put("answerUrl", front + "/respond/" + of.token());
      case Message.OfCode of ->
          new JsonObject()
              .put("type", "verification")
              .put("id", of.id().toString())
              .put("code", of.code());
    };
  }
}
