package io.taskcall.auth.signin;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.AuthConfig;
import io.taskcall.auth.crypto.Passwords;
import io.taskcall.auth.crypto.RandomSecrets;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.audit.Actor;
import io.taskcall.auth.domain.signin.Attempt;
import io.taskcall.auth.domain.signin.PasswordRule;
import io.taskcall.auth.domain.signin.Session;
import io.taskcall.auth.domain.signin.SignInOutcome;
import io.taskcall.auth.postgres.PostgresAccounts;
import io.taskcall.auth.postgres.PostgresAccounts.Account;
import io.taskcall.auth.postgres.PostgresAudit;
import io.taskcall.auth.postgres.PostgresFailures;
import io.taskcall.auth.postgres.PostgresSessions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Lets people in who know their password. */
@ApplicationScoped
public class SignIns {
  private static final int AGENT_LENGTH_MAX = 200;

  private final PostgresAccounts accounts;
  private final PostgresSessions sessions;
  private final PostgresFailures failures;
  private final PostgresAudit audit;
  private final Passwords passwords;
  private final RandomSecrets random;
  private final HashWork work;
  private final Clock clock;
  private final Duration waitLongest;

  SignIns(
      PostgresAccounts accounts,
      PostgresSessions sessions,
      PostgresFailures failures,
      PostgresAudit audit,
      Passwords passwords,
      RandomSecrets random,
      HashWork work,
      Clock clock,
      AuthConfig config) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.failures = failures;
    this.audit = audit;
    this.passwords = passwords;
    this.random = random;
    this.work = work;
    this.clock = clock;
    this.waitLongest = config.signIn().waitLongest();
  }

  /** One try; a session begins with a secret that no browser had before. */
  public Uni<SignInOutcome> signIn(Attempt attempt, Secret password, String agent) {
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
                                  .chain(() -> begin(account, attempt.address(), agent));
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

  private Uni<SignInOutcome> begin(Account account, String address, String agent) {
    var cookie = random.token();
    var now = now();
    var shown = agent.length() > AGENT_LENGTH_MAX ? agent.substring(0, AGENT_LENGTH_MAX) : agent;
    var session =
        new Session(UUID.randomUUID(), account.memberId(), now, now, false, address, shown);
    return sessions
        .begin(session, cookie.sha256(), actor(account, address))
        .replaceWith(new SignInOutcome.SignedIn(account.memberId(), cookie));
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
