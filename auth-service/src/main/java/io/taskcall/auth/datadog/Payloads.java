package io.taskcall.auth.datadog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * What people paste into Datadog's webhook.
 *
 * @param known the payload that people know from TaskCall's tile
 * @param recommended the longer one, from which more can be told
 */
public record Payloads(String known, String recommended) {
  /** Both. */
  public static final Payloads ALL =
      new Payloads(
          read("/payloads/datadog-webhook-payload.json"),
          read("/payloads/datadog-webhook-payload-recommended.json"));

  private static String read(String resource) {
    try (var file = Payloads.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }
}
