package io.taskcall.auth;

import io.quarkus.runtime.Startup;
import io.taskcall.auth.crypto.Marks;
import io.taskcall.auth.crypto.Passwords;
import io.taskcall.auth.crypto.RandomSecrets;
import io.taskcall.auth.crypto.Vault;
import io.taskcall.auth.crypto.WellKnownPasswords;
import io.taskcall.auth.domain.Setup;
import io.taskcall.auth.domain.Sites;
import io.taskcall.auth.domain.signin.PasswordRule;
import io.taskcall.auth.domain.signin.Session;
import io.taskcall.auth.domain.token.Rotation;
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
    return new Sites(config.datadog().sites(), config.datadog().pages());
  }

  @Startup
  @Produces
  @Singleton
  static Vault vault(AuthConfig config) {
    return new Vault(config.encryptionKey(), config.oldEncryptionKeys().orElse(List.of()));
  }

  @Startup
  @Produces
  @Singleton
  static Session.Limits sessionLimits(AuthConfig config) {
    return new Session.Limits(config.signIn().idle(), config.signIn().life());
  }

  @Startup
  @Produces
  @Singleton
  static Rotation rotation(AuthConfig config) {
    return new Rotation(config.signingKeyEvery());
  }

  @Startup
  @Produces
  @Singleton
  static PasswordRule passwordRule(AuthConfig config) {
    return new PasswordRule(config.signIn().passwordLengthMin(), WellKnownPasswords.read());
  }

  @Startup
  @Produces
  @Singleton
  static Passwords passwords(AuthConfig config) {
    return new Passwords(config.signIn().hashMemoryKib(), config.signIn().hashPasses());
  }

  @Startup
  @Produces
  @Singleton
  static Marks marks(AuthConfig config) {
    return new Marks(config.encryptionKey());
  }

  @Produces
  @Singleton
  static RandomSecrets randomSecrets() {
    return new RandomSecrets();
  }

  @Produces
  @Singleton
  static Clock clock() {
    return Clock.systemUTC();
  }
}
