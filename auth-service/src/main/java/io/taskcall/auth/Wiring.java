package io.taskcall.auth;

import io.quarkus.runtime.Startup;
import io.taskcall.auth.crypto.Vault;
import io.taskcall.auth.domain.Setup;
import io.taskcall.auth.domain.Sites;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Makes the rules from the configuration at start, so that a bad value is found then. */
final class Wiring {
  private Wiring() {}

  @Startup
  @Produces
  @Singleton
  static Setup setup(AuthConfig config) {
    return new Setup(config.keyGrace());
  }

  @Startup
  @Produces
  @Singleton
  static Sites sites(AuthConfig config) {
    return new Sites(config.datadog().sites());
  }

  @Startup
  @Produces
  @Singleton
  static Vault vault(AuthConfig config) {
    return new Vault(config.encryptionKey(), config.oldEncryptionKeys().orElse(List.of()));
  }

  @Produces
  @Singleton
  static Clock clock() {
    return Clock.systemUTC();
  }
}
