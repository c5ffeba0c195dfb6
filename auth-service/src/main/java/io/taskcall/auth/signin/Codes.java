package io.taskcall.auth.signin;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.AuthConfig;
import io.taskcall.auth.domain.audit.Actor;
import io.taskcall.auth.domain.signin.Attempt;
import io.taskcall.auth.domain.signin.CodeCheck;
import io.taskcall.auth.domain.signin.CodeUse;
import io.taskcall.auth.postgres.PostgresAudit;
import io.taskcall.auth.postgres.PostgresFailures;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Looks at codes, with no more patience for wrong ones than for wrong passwords. */
@ApplicationScoped
public class Codes {
  private final SecondFactors factors;
  private final PostgresFailures failures;
  private final PostgresAudit audit;
  private final Duration waitLongest;
  private final Clock clock;

  Codes(
      SecondFactors factors,
      PostgresFailures failures,
      PostgresAudit audit,
      AuthConfig config,
      Clock clock) {
    this.factors = factors;
    this.failures = failures;
    this.audit = audit;
    this.waitLongest = config.signIn().waitLongest();
    this.clock = clock;
  }

  /**
   * Looks at a code and uses it up.
   *
   * @param device by what we know the browser, if somebody signed in with it before
   */
  public Uni<CodeCheck> check(UUID member, String code, Optional<String> device, Actor actor) {
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var counters = new Attempt("code of " + member, actor.address(), device).counters(waitLongest);
    return failures
        .begin(counters, now)
        .flatMap(wait ->
            wait.isPresent()
                ? Uni.createFrom().item(new CodeCheck.TooEarly(wait.get()))
                : factors
                    .use(member, code, actor, now)
                    .flatMap(use -> judged(use, counters.keySet(), member, actor, now)));
  }

  private Uni<CodeCheck> judged(
      CodeUse use, Set<String> counters, UUID member, Actor actor, Instant now) {
    return switch (use) {
      case APP, RECOVERY -> failures.forget(counters).replaceWith(new CodeCheck.Right());
      case WRONG ->
          audit
              .append(actor.did("second_factor_failed", member, now))
              .replaceWith(new CodeCheck.Wrong());
    };
  }
}
