package io.taskcall.oncall.domain.signing;

import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

/** How the receiver of a webhook can tell that it comes from here: by a secret of its own. */
public record WebhookSignature(String secret) {
  /** The secret of one receiver, derived from the one of this installation. */
  public static WebhookSignature of(String installation, UUID methodId) {
    var derived = Hmac.of("HmacSHA256", installation, "webhook " + methodId);
    return new WebhookSignature(
        "whsec_" + Base64.getUrlEncoder().withoutPadding().encodeToString(derived));
  }

  /** The signature of a body that is sent at a time in seconds. */
  public String of(long timestamp, String body) {
    return "v1=" + HexFormat.of().formatHex(Hmac.of("HmacSHA256", secret, timestamp + "." + body));
  }
}
