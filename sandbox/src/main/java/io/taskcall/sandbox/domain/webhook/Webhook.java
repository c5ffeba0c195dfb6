package io.taskcall.sandbox.domain.webhook;

import org.jspecify.annotations.Nullable;

/**
 * Where a webhook goes and what it says.
 *
 * @param name what people write behind {@code @webhook-}
 * @param url empty until somebody sets one
 * @param customHeaders a JSON object in a string, as Datadog keeps it
 */
public record Webhook(
    String name, String url, Encoding encoding, @Nullable String customHeaders, String payload) {

  /** How the payload travels. */
  public enum Encoding {
    JSON,
    FORM
  }

  public Webhook withUrl(String changed) {
    return new Webhook(name, changed, encoding, customHeaders, payload);
  }

  public Webhook withEncoding(Encoding changed) {
    return new Webhook(name, url, changed, customHeaders, payload);
  }

  public Webhook withCustomHeaders(@Nullable String changed) {
    return new Webhook(name, url, encoding, changed, payload);
  }

  public Webhook withPayload(String changed) {
    return new Webhook(name, url, encoding, customHeaders, changed);
  }
}
