package io.taskcall.oncall.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.OncallConfig;
import io.taskcall.oncall.domain.page.Links;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The links of this installation, signed with a key that its database keeps. */
@ApplicationScoped
public class SignedLinks {
  private static final int KEY_BYTES = 32;

  private final Secrets secrets;
  private final OncallConfig config;
  private final AtomicReference<@Nullable Links> known = new AtomicReference<>();

  SignedLinks(Secrets secrets, OncallConfig config) {
    this.secrets = secrets;
    this.config = config;
  }

  /** The links; the key is made on first use. */
  public Uni<Links> links() {
    var links = known.get();
    if (links != null) {
      return Uni.createFrom().item(links);
    }
    var fresh = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(fresh);
    return secrets
        .of("link-key", Base64.getEncoder().encodeToString(fresh))
        .map(key -> new Links(Base64.getDecoder().decode(key), config.linkLife()))
        .invoke(known::set);
  }
}
