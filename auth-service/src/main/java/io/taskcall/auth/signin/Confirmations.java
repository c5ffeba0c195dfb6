package io.taskcall.auth.signin;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.AuthConfig;
import io.taskcall.auth.crypto.Passwords;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.audit.Actor;
import io.taskcall.auth.domain.signin.Attempt;
import io.taskcall.auth.domain.signin.CodeCheck;
import io.taskcall.auth.domain.signin.Confirmation;
import io.taskcall.auth.domain.signin.Confirmation.Factor;
import io.taskcall.auth.domain.signin.PasswordRule;
import io.taskcall.auth.postgres.PostgresAccounts;
import io.taskcall.auth.postgres.PostgresAccounts.Account;
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

/**
 * Makes sure that whoever sits at a signed-in browser is the one who signed in: by a code where
 * they have a second factor, by their password where not.
 */
@ApplicationScoped
public class Confirmations {
  private final SecondFactors factors;
  private final Codes codes;
  private final PostgresAccounts accounts;
  private final PostgresFailures failures;
  private final PostgresAudit audit;
  private final Passwords passwords;
  private final HashWork work;
  private final Duration waitLongest;
  private final Clock clock;

  Confirmations(
      SecondFactors factors,
      Codes codes,
      PostgresAccounts accounts,
      PostgresFailures failures,
      PostgresAudit audit,
      Passwords passwords,
      HashWork work,
      AuthConfig config,
      Clock clock) {
    this.factors = factors;
    this.codes = codes;
    this.accounts = accounts;
    this.failures = failures;
    this.audit = audit;
    this.passwords = passwords;
    this.work = work;
    this.waitLongest = config.signIn().waitLongest();
    this.clock = clock;
  }

  /** What somebody shows, perhaps nothing; of the two, the one that they are asked for counts. */
  public record Shown(Secret password, String code) {}

  /**
   * Looks at what somebody shows.
   *
   * @param device by what we know the browser, if they signed in with it before
   */
  public Uni<Confirmation> check(UUID member, Shown shown, Optional<String> device, Actor actor) {
    return factors
        .isOn(member)
        .flatMap(on ->
            on
                ? code(member, shown.code(), device, actor)
                : password(member, shown.password(), device, actor));
  }

  private Uni<Confirmation> code(UUID member, String code, Optional<String> device, Actor actor) {
    if (code.isEmpty()) {
      return Uni.createFrom().item(new Confirmation.Missing(Factor.CODE));
    }
    return codes
        .check(member, code, device, actor)
        .map(check ->
            switch (check) {
              case CodeCheck.Right _ -> new Confirmation.Given();
              case CodeCheck.Wrong _ -> new Confirmation.Wrong(Factor.CODE);
              case CodeCheck.TooEarly(var left) -> new Confirmation.TooEarly(left);
            });
  }

  /**
   * Looks at a password, whatever else somebody may be asked for.
   *
   * @param device by what we know the browser, if they signed in with it before
   */
  public Uni<Confirmation> password(
      UUID member, Secret password, Optional<String> device, Actor actor) {
    if (password.reveal().isEmpty()) {
      return Uni.createFrom().item(new Confirmation.Missing(Factor.PASSWORD));
    }
    if (password.reveal().length() > PasswordRule.LENGTH_MAX) {
      return Uni.createFrom().item(new Confirmation.Wrong(Factor.PASSWORD));
    }
    return accounts
        .of(member)
        .flatMap(found ->
            found.isEmpty()
                ? Uni.createFrom().item(new Confirmation.Impossible())
                : password(found.get(), password, device, actor));
  }

  private Uni<Confirmation> password(
      Account account, Secret password, Optional<String> device, Actor actor) {
    var counters = new Attempt(account.email(), actor.address(), device).counters(waitLongest);
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return failures
        .begin(counters, now)
        .flatMap(wait ->
            wait.isPresent()
                ? Uni.createFrom().item(new Confirmation.TooEarly(wait.get()))
                : work.attempt(() -> passwords.matches(password, account.passwordHash()))
                    .flatMap(right -> judged(right, counters.keySet(), actor, now)));
  }

  private Uni<Confirmation> judged(
      Optional<Boolean> right, Set<String> counters, Actor actor, Instant now) {
    if (right.isEmpty()) {
      return Uni.createFrom().item(new Confirmation.Busy());
    }
    return right.get()
        ? failures.forget(counters).replaceWith(new Confirmation.Given())
        : audit
            .append(actor.did("confirmation_failed", actor.memberId().orElseThrow(), now))
            .replaceWith(new Confirmation.Wrong(Factor.PASSWORD));
  }
}
