package io.taskcall.oncall.push;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.push.Vapid;
import io.taskcall.oncall.postgres.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The key by which push services know this installation; browsers subscribe to its public half. */
@ApplicationScoped
public class VapidKeys {
  private final Secrets secrets;
  private final AtomicReference<@Nullable Vapid> known = new AtomicReference<>();

  VapidKeys(Secrets secrets) {
    this.secrets = secrets;
  }

  /** What a browser wants as {@code applicationServerKey}. */
  public Uni<String> publicKey() {
    return key().map(Vapid::publicKey);
  }

  /** The key; it is made on first use. */
  Uni<Vapid> key() {
    var key = known.get();
    return key != null
        ? Uni.createFrom().item(key)
        : secrets.of("vapid-key", Vapid.fresh()).map(Vapid::kept).invoke(known::set);
  }
}
