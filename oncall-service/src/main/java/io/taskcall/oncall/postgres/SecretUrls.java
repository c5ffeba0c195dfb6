package io.taskcall.oncall.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.link.SecretLinks;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The secret links of this installation, signed with a key that its database keeps. */
@ApplicationScoped
public class SecretUrls {
  private static final int KEY_BYTES = 32;

  private final Secrets secrets;
  private final AtomicReference<@Nullable SecretLinks> known = new AtomicReference<>();

  SecretUrls(Secrets secrets) {
    this.secrets = secrets;
  }

  /** The links; their key is made on first use. */
  public Uni<SecretLinks> links() {
    var links = known.get();
    if (links != null) {
      return Uni.createFrom().item(links);
    }
    var fresh = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(fresh);
    return secrets
        .of("secret-link-key", Base64.getEncoder().encodeToString(fresh))
        .map(key -> new SecretLinks(Base64.getDecoder().decode(key)))
        .invoke(known::set);
  }
}
