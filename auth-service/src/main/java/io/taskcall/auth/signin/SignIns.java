package io.taskcall.auth.signin;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.AuthConfig;
import io.taskcall.auth.crypto.Passwords;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.audit.Actor;
import io.taskcall.auth.domain.signin.Attempt;
import io.taskcall.auth.domain.signin.CodeCheck;
import io.taskcall.auth.domain.signin.PasswordRule;
import io.taskcall.auth.domain.signin.SignInOutcome;
import io.taskcall.auth.postgres.PostgresAccounts;
import io.taskcall.auth.postgres.PostgresAccounts.Account;
import io.taskcall.auth.postgres.PostgresAudit;
import io.taskcall.auth.postgres.PostgresFailures;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets people in who know their password, and show a code where they have a second factor. */
@ApplicationScoped
public class SignIns {
  private final PostgresAccounts accounts;
  private final NewSessions newSessions;
  private final PostgresFailures failures;
  private final PostgresAudit audit;
  private final Passwords passwords;
  private final HashWork work;
  private final SecondFactors factors;
  private final Tickets tickets;
  private final Codes codes;
  private final Clock clock;
  private final Duration waitLongest;

  SignIns(
      PostgresAccounts accounts,
      NewSessions newSessions,
      PostgresFailures failures,
      PostgresAudit audit,
      Passwords passwords,
      HashWork work,
      SecondFactors factors,
      Tickets tickets,
      Codes codes,
      Clock clock,
      AuthConfig config) {
    this.accounts = accounts;
    this.newSessions = newSessions;
    this.failures = failures;
    this.audit = audit;
    this.passwords = passwords;
    this.work = work;
    this.factors = factors;
    this.tickets = tickets;
    this.codes = codes;
    this.clock = clock;
    this.waitLongest = config.signIn().waitLongest();
  }

  /**
   * One try; a session begins with a secret that no browser had before.
   *
   * @param visit what the browser shows so far
   */
  public Uni<SignInOutcome> signIn(Attempt attempt, Secret password, Secret visit, String agent) {
    var counters = attempt.counters(waitLongest);
    return failures
        .begin(counters, now())
        .flatMap(wait ->
            wait.isPresent()
                ? Uni.createFrom().item(new SignInOutcome.TooEarly(wait.get()))
                : verify(attempt, password)
                    .flatMap(found ->
                        switch (found) {
                          case Found.Somebody(var account) ->
                              failures
                                  .forget(counters.keySet())
                                  .chain(() -> passed(account, visit, attempt, agent));
                          case Found.Nobody(var meant) ->
                              note(meant, attempt).replaceWith(new SignInOutcome.Wrong());
                          case Found.TooMany() -> Uni.createFrom().item(new SignInOutcome.Busy());
                        }));
  }

  /** What a look at the password showed. */
  private sealed interface Found {
    record Somebody(Account account) implements Found {}

    record Nobody(List<Account> meant) implements Found {}

    record TooMany() implements Found {}
  }

  private Uni<Found> verify(Attempt attempt, Secret password) {
    if (password.reveal().length() > PasswordRule.LENGTH_MAX) {
      return Uni.createFrom().item(new Found.Nobody(List.of()));
    }
    return accounts
        .withEmail(attempt.email())
        .flatMap(candidates ->
            work.attempt(() -> match(candidates, password))
                .map(found -> found.orElseGet(Found.TooMany::new)));
  }

  private Found match(List<Account> candidates, Secret password) {
    if (candidates.isEmpty()) {
      passwords.matchNobody(password);
    }
    return candidates.stream()
        .filter(account -> passwords.matches(password, account.passwordHash()))
        .findFirst()
        .<Found>map(Found.Somebody::new)
        .orElseGet(() -> new Found.Nobody(candidates));
  }

  private Uni<SignInOutcome> passed(Account account, Secret visit, Attempt attempt, String agent) {
    return factors
        .isOn(account.memberId())
        .flatMap(on ->
            on
                ? Uni.createFrom()
                    .item(new SignInOutcome.CodeNeeded(tickets.of(account, visit, now())))
                : begin(account, attempt.address(), agent));
  }

  /**
   * The second step: a code of the person's app, or a recovery code.
   *
   * @param device by what we know the browser, if somebody signed in with it before
   */
  public Uni<SignInOutcome> withCode(
      String ticket,
      String code,
      Secret visit,
      Optional<String> device,
      String address,
      String agent) {
    return tickets
        .open(ticket, visit, now())
        .flatMap(found ->
            found
                .map(account -> withCode(account, code, device, address, agent))
                .orElseGet(() -> Uni.createFrom().item(new SignInOutcome.Expired())));
  }

  private Uni<SignInOutcome> withCode(
      Account account, String code, Optional<String> device, String address, String agent) {
    return codes
        .check(account.memberId(), code, device, actor(account, address))
        .flatMap(checked ->
            switch (checked) {
              case CodeCheck.Right _ -> begin(account, address, agent);
              case CodeCheck.Wrong _ -> Uni.createFrom().item(new SignInOutcome.Wrong());
              case CodeCheck.TooEarly(var left) ->
                  Uni.createFrom().item(new SignInOutcome.TooEarly(left));
            });
  }

  private Uni<SignInOutcome> begin(Account account, String address, String agent) {
    return newSessions
        .begin(actor(account, address), agent, Map.of())
        .map(cookie -> new SignInOutcome.SignedIn(account.memberId(), account.email(), cookie));
  }

  private Uni<Void> note(List<Account> meant, Attempt attempt) {
    var noted = Uni.createFrom().voidItem();
    for (var account : meant) {
      var entry =
          actor(account, attempt.address())
              .did("sign_in_failed", Optional.of(account.memberId()), Map.of(), now());
      noted = noted.chain(() -> audit.append(entry));
    }
    return noted;
  }

  private static Actor actor(Account account, String address) {
    return new Actor(
        account.organizationId(), Optional.of(account.memberId()), account.email(), address);
  }

  /** The database keeps microseconds. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
