package io.taskcall.sync.datadog;

import io.smallrye.mutiny.Uni;
import io.taskcall.sync.SyncConfig;
import io.taskcall.sync.domain.Answer;
import io.taskcall.sync.domain.Breaker;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Keeps calls from a site that does not answer, so that they wait in the queue instead of here. */
@ApplicationScoped
class Breakers {
  private final Map<URI, Breaker> sites = new ConcurrentHashMap<>();
  private final Breaker.Rule rule;

  Breakers(SyncConfig config) {
    rule = new Breaker.Rule(config.breakerFailures(), config.breakerPause());
  }

  /** Asks a site, unless it is left alone for now. */
  Uni<Reply> ask(URI site, Supplier<Uni<Reply>> request) {
    var now = Instant.now();
    var before = sites.getOrDefault(site, Breaker.CLOSED);
    if (!before.lets(now)) {
      return Uni.createFrom()
          .item(
              new Reply.Failed(
                  new Answer.Unavailable(
                      "the site does not answer and is left alone until " + before.askAt())));
    }
    sites.put(site, before.asked(rule, now));
    return request
        .get()
        .invoke(reply ->
            sites.compute(site, (_, breaker) -> after(breaker == null ? before : breaker, reply)));
  }

  private Breaker after(Breaker breaker, Reply reply) {
    return reply instanceof Reply.Failed(Answer.Unavailable _)
        ? breaker.failed(rule, Instant.now())
        : breaker.answered();
  }
}
