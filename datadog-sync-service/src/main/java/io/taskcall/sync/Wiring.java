package io.taskcall.sync;

import io.quarkus.runtime.Startup;
import io.taskcall.sync.domain.Mirror;
import io.taskcall.sync.domain.Patience;
import io.taskcall.sync.domain.Remembrance;
import io.taskcall.sync.domain.Severities;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the rules when the service starts, so that a bad setting stops it there. */
final class Wiring {
  @Startup
  @Produces
  @Singleton
  Mirror mirror() {
    return new Mirror(Severities.USUAL);
  }

  @Startup
  @Produces
  @Singleton
  Patience patience(SyncConfig config) {
    return new Patience(
        config.retryFirst(),
        config.retryLongest(),
        config.giveUpAfter(),
        config.disconnectedHold());
  }

  @Startup
  @Produces
  @Singleton
  Remembrance remembrance(SyncConfig config) {
    return new Remembrance(config.remember());
  }
}
