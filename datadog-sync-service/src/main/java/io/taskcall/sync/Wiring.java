package io.taskcall.sync;

import io.quarkus.runtime.Startup;
import io.taskcall.sync.domain.Pace;
import io.taskcall.sync.domain.Patience;
import io.taskcall.sync.domain.Remembrance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the rules when the service starts, so that a bad setting stops it there. */
final class Wiring {
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
  Pace pace(SyncConfig config) {
    return new Pace(config.pollingShortest(), config.pollingLongest());
  }

  @Startup
  @Produces
  @Singleton
  Remembrance remembrance(SyncConfig config) {
    return new Remembrance(config.remember());
  }
}
