package io.taskcall.dedup;

import io.quarkus.runtime.Startup;
import io.taskcall.dedup.domain.Dedup;
import io.taskcall.dedup.domain.Rules;
import io.taskcall.dedup.domain.timeline.Flap;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the rules from what the operator has set; a bad value stops the service at its start. */
final class DedupRules {
  @Startup
  @Produces
  @Singleton
  Dedup dedup(DedupConfig config) {
    var flap = new Flap(config.flap().openings(), config.flap().window());
    return new Dedup(
        new Rules(
            config.repeatEvery(),
            flap,
            config.expireAfter(),
            config.forgetAfter(),
            config.remembered()));
  }
}
