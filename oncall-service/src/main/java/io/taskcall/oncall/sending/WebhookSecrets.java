package io.taskcall.oncall.sending;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.signing.WebhookSignature;
import io.taskcall.oncall.postgres.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/** The secrets that receivers of webhooks know us by, one for each. */
@ApplicationScoped
public class WebhookSecrets {
  private static final int KEY_BYTES = 32;

  private final Secrets secrets;
  private final SecureRandom random = new SecureRandom();

  WebhookSecrets(Secrets secrets) {
    this.secrets = secrets;
  }

  /** How messages by this contact method are signed. */
  public Uni<WebhookSignature> of(UUID methodId) {
    var fresh = new byte[KEY_BYTES];
    random.nextBytes(fresh);
    return secrets
        .of("webhook-key", Base64.getEncoder().encodeToString(fresh))
        .map(key -> WebhookSignature.of(key, methodId));
  }
}
