package io.taskcall.auth.signin;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.taskcall.auth.domain.signin.Session;
import io.taskcall.auth.postgres.PostgresFailures;
import io.taskcall.auth.postgres.PostgresLinks;
import io.taskcall.auth.postgres.PostgresPasskeyChallenges;
import io.taskcall.auth.postgres.PostgresPending;
import io.taskcall.auth.postgres.PostgresSessions;
import io.taskcall.auth.postgres.PostgresSsoVisits;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Forgets every hour what is over: old sessions, old failures, those who never came back. */
@ApplicationScoped
class Forgetting {
  private static final Logger LOG = Logger.getLogger(Forgetting.class);
  private static final long EVERY_MILLIS = 3_600_000;
  private static final Duration REMEMBER = Duration.ofDays(1);

  private final PostgresSessions sessions;
  private final PostgresFailures failures;
  private final PostgresPending pending;
  private final PostgresLinks links;
  private final PostgresSsoVisits visits;
  private final PostgresPasskeyChallenges challenges;
  private final Session.Limits limits;
  private final Clock clock;

  Forgetting(
      PostgresSessions sessions,
      PostgresFailures failures,
      PostgresPending pending,
      PostgresLinks links,
      PostgresSsoVisits visits,
      PostgresPasskeyChallenges challenges,
      Session.Limits limits,
      Clock clock) {
    this.sessions = sessions;
    this.failures = failures;
    this.pending = pending;
    this.links = links;
    this.visits = visits;
    this.challenges = challenges;
    this.limits = limits;
    this.clock = clock;
  }

  void on(@Observes StartupEvent event, Vertx vertx) {
    vertx.setPeriodic(
        EVERY_MILLIS, _ -> Infrastructure.getDefaultWorkerPool().execute(this::begin));
  }

  private void begin() {
    VertxContextSupport.subscribeWith(
        () -> forget().toMulti(), count -> LOG.debugf("%d rows are forgotten", count));
  }

  /** Forgets, and says how much. */
  Uni<Integer> forget() {
    var now = clock.instant();
    var then = now.minus(REMEMBER);
    return sessions
        .forgetBefore(then.minus(limits.life()))
        .flatMap(count -> failures.forgetBefore(then).map(more -> count + more))
        .flatMap(count -> pending.forgetBefore(then).map(more -> count + more))
        .flatMap(count -> links.forgetBefore(then).map(more -> count + more))
        .flatMap(count -> challenges.forgetBefore(then).map(more -> count + more))
        .flatMap(count -> visits.forgetBefore(then).map(more -> count + more))
        .onFailure()
        .invoke(failure -> LOG.warn("what is over cannot be forgotten just now", failure))
        .onFailure()
        .recoverWithItem(0);
  }
}
