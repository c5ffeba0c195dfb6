package io.taskcall.sandbox.http;

import io.taskcall.sandbox.delivery.Delivery;
import io.taskcall.sandbox.delivery.DeliveryLog;
import io.taskcall.sandbox.domain.webhook.Webhook;
import io.taskcall.sandbox.memory.Payloads;
import io.taskcall.sandbox.memory.Webhooks;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The webhook that leads to TaskCall, and what became of what was sent. */
@Path("/api/datadog")
public class PlayWebhookResource {
  /**
   * @param template the name of a payload that is kept here, instead of one written out: {@code
   *     taskcall}, {@code recommended} or {@code datadog}
   */
  record Body(
      @Nullable String url,
      @Nullable String payload,
      @Nullable String encodeAs,
      @Nullable String customHeaders,
      @Nullable String template) {}

  private final Webhooks webhooks;
  private final Payloads payloads;
  private final DeliveryLog deliveries;

  PlayWebhookResource(Webhooks webhooks, Payloads payloads, DeliveryLog deliveries) {
    this.webhooks = webhooks;
    this.payloads = payloads;
    this.deliveries = deliveries;
  }

  @GET
  @Path("/deliveries")
  public List<Delivery> deliveries(@QueryParam("limit") @DefaultValue("100") int limit) {
    return deliveries.newest(limit);
  }

  @GET
  @Path("/webhook")
  public Body get() {
    return webhooks
        .find(Webhooks.TASKCALL)
        .map(this::body)
        .orElseThrow(() -> Problem.notFound("Somebody deleted the webhook taskcall."));
  }

  /** Brings the webhook back, too, if somebody deleted it. */
  @PUT
  @Path("/webhook")
  public Body put(@Nullable Body given) {
    if (given == null) {
      throw Problem.badRequest("The body must say what changes.");
    }
    webhooks.add(fresh());
    webhooks.change(Webhooks.TASKCALL, known -> changed(known, given));
    return get();
  }

  private Webhook fresh() {
    return new Webhook(Webhooks.TASKCALL, "", Webhook.Encoding.JSON, null, payloads.taskcall());
  }

  private Webhook changed(Webhook known, Body given) {
    var webhook = known;
    if (given.url() != null) {
      webhook = webhook.withUrl(given.url());
    }
    if (given.template() != null) {
      webhook =
          webhook.withPayload(
              payloads
                  .named(given.template())
                  .orElseThrow(() -> Problem.badRequest("No such template: " + given.template())));
    }
    if (given.payload() != null) {
      webhook = webhook.withPayload(given.payload());
    }
    if (given.customHeaders() != null) {
      webhook =
          webhook.withCustomHeaders(given.customHeaders().isBlank() ? null : given.customHeaders());
    }
    return given.encodeAs() == null ? webhook : webhook.withEncoding(encoding(given.encodeAs()));
  }

  private static Webhook.Encoding encoding(String name) {
    return switch (name) {
      case "json" -> Webhook.Encoding.JSON;
      case "form" -> Webhook.Encoding.FORM;
      default -> throw Problem.badRequest("encodeAs must be json or form, was " + name);
    };
  }

  private Body body(Webhook webhook) {
    return new Body(
        webhook.url(),
        webhook.payload(),
        webhook.encoding().name().toLowerCase(Locale.ROOT),
        webhook.customHeaders(),
        payloads.nameOf(webhook.payload()).orElse(null));
  }
}
