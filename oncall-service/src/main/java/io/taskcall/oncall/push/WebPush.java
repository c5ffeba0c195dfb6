package io.taskcall.oncall.push;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.PageEvent.Channel;
import io.taskcall.oncall.OncallConfig;
import io.taskcall.oncall.domain.page.Sending;
import io.taskcall.oncall.domain.push.Seal;
import io.taskcall.oncall.domain.push.Vapid;
import io.taskcall.oncall.sending.Carrier;
import io.taskcall.oncall.sending.Front;
import io.taskcall.oncall.sending.Message;
import io.taskcall.oncall.sending.Outside;
import io.taskcall.oncall.sending.Wording;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/**
 * Posts pages to push services, for browsers. A page that is posted again takes the place of the
 * one before, as long as that has not arrived: both have the same topic.
 */
@ApplicationScoped
class WebPush implements Carrier {
  private static final String KEPT_SECONDS = "3600";
  private static final int SALT = 16;

  private final SecureRandom random = new SecureRandom();
  private final VapidKeys keys;
  private final Outside outside;
  private final String front;

  WebPush(VapidKeys keys, Outside outside, OncallConfig config) {
    this.keys = keys;
    this.outside = outside;
    this.front = Front.ofPeople(config);
  }

  @Override
  public boolean carries(Channel channel) {
    return channel == Channel.PUSH;
  }

  @Override
  public boolean isSetUp() {
    return true;
  }

  @Override
  public Uni<Sending> send(Message message) {
    return keys.key()
        .flatMap(key -> post(message, key))
        .onFailure(failure ->
            failure instanceof IllegalArgumentException
                || failure instanceof DecodeException
                || failure instanceof ClassCastException)
        .recoverWithItem(
            failure -> new Sending.Refused("it is no push subscription: " + failure.getMessage()));
  }

  private Uni<Sending> post(Message message, Vapid key) {
    var subscription = new JsonObject(message.address());
    var endpoint = URI.create(subscription.getString("endpoint", ""));
    var theirs = subscription.getJsonObject("keys", new JsonObject());
    var seal = Seal.of(theirs.getString("p256dh", ""), theirs.getString("auth", ""));
    var salt = new byte[SALT];
    random.nextBytes(salt);
    return outside.post(
        endpoint.toString(),
        Buffer.buffer(seal.seal(payload(message).encode(), salt)),
        Map.of(
            "Authorization",
            key.authorization(endpoint, front, Instant.now()),
            "Content-Type",
            "application/octet-stream",
            "Content-Encoding",
            "aes128gcm",
            "TTL",
            KEPT_SECONDS,
            "Urgency",
            "high",
            "Topic",
            topic(message.id())),
        response -> Outside.usually(response, message.id().toString()));
  }

  private JsonObject payload(Message message) {
    return switch (message) {
      case Message.OfPage of ->
          new JsonObject()
              .put("title", Wording.of(of).headline())
              .put(
                  "body",
                  "For %s, level %d"
                      .formatted(of.page().ref().responder().name(), of.page().ref().level()))
              .put("tag", of.id().toString())
              .put("url", front + "/respond/" + of.token());
      case Message.OfCode of ->
          new JsonObject()
              .put("title", "Your TaskCall code is " + of.code())
              .put("tag", of.id().toString());
    };
  }

  /** At most 32 characters of base64url. */
  private static String topic(UUID id) {
    var bytes = ByteBuffer.allocate(Long.BYTES * 2);
    bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }
}
