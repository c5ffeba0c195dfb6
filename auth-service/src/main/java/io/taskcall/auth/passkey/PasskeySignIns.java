package io.taskcall.auth.passkey;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.AuthConfig;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.audit.Actor;
import io.taskcall.auth.domain.passkey.Challenge.Answer;
import io.taskcall.auth.domain.passkey.Refusal;
import io.taskcall.auth.domain.signin.Attempt;
import io.taskcall.auth.domain.signin.Throttle;
import io.taskcall.auth.postgres.PostgresFailures;
import io.taskcall.auth.postgres.PostgresPasskeys;
import io.taskcall.auth.postgres.PostgresPasskeys.Owned;
import io.taskcall.auth.postgres.PostgresSso;
import io.taskcall.auth.signin.NewSessions;
import io.taskcall.contracts.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Lets people in who use a passkey. It counts as password and code together: it takes the device,
 * and the device has made sure of who holds it.
 */
@ApplicationScoped
public class PasskeySignIns {
  private static final Map<String, String> WITH_A_PASSKEY = Map.of("with", "passkey");
  private static final int FREE_CHALLENGES = 100;
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration FORGET = Duration.ofHours(1);

  private final RelyingParty site;
  private final Challenges challenges;
  private final PostgresPasskeys kept;
  private final PostgresSso sso;
  private final PostgresFailures failures;
  private final NewSessions sessions;
  private final Duration waitLongest;
  private final Clock clock;

  PasskeySignIns(
      RelyingParty site,
      Challenges challenges,
      PostgresPasskeys kept,
      PostgresSso sso,
      PostgresFailures failures,
      NewSessions sessions,
      AuthConfig config,
      Clock clock) {
    this.site = site;
    this.challenges = challenges;
    this.kept = kept;
    this.sso = sso;
    this.failures = failures;
    this.sessions = sessions;
    this.waitLongest = config.signIn().waitLongest();
    this.clock = clock;
  }

  /**
   * Where somebody tries to sign in from.
   *
   * @param browser what the browser shows so far
   * @param device by what we know the browser, if this account was signed in with it before
   * @param agent what the browser calls itself
   */
  public record Try(
      Secret browser, String address, Function<String, Optional<String>> device, String agent) {}

  /** What came of asking for a challenge. */
  public sealed interface Begun {
    /** The challenge, in base64url. */
    record Given(Secret challenge) implements Begun {}

    /** Too many were asked for and never answered. */
    record TooEarly(Duration left) implements Begun {}
  }

  /** What came of a try. */
  public sealed interface Outcome {
    /**
     * They are in.
     *
     * @param email of the account
     * @param cookie what their browser must show from now on
     */
    record In(String email, Secret cookie) implements Outcome {}

    /** It took too long, or was answered before, or was asked elsewhere: they begin again. */
    record Expired() implements Outcome {}

    /** The passkey is not known, or not believed; why is not said. */
    record Refused() implements Outcome {}

    /** Their organization has them sign in at its own provider. */
    record AtProvider() implements Outcome {}

    /** It was refused too often; this time it was not looked at. */
    record TooEarly(Duration left) implements Outcome {}
  }

  /** Begins; nobody needs to say yet who they are. */
  public Uni<Begun> begin(Secret browser, String address) {
    return failures
        .begin(challengesOf(address), now())
        .flatMap(wait ->
            wait.isPresent()
                ? Uni.createFrom().item(new Begun.TooEarly(wait.get()))
                : challenges
                    .give(browser, Optional.empty(), Passkeys.PATIENCE)
                    .map(Begun.Given::new));
  }

  /** One try. */
  public Uni<Outcome> signIn(Assertion assertion, Try by) {
    return challenges
        .take(assertion.challenge(), by.browser(), Optional.empty())
        .flatMap(answer ->
            switch (answer) {
              case Answer.Fits _ ->
                  kept.find(assertion.parts().credentialId())
                      .flatMap(found -> throttled(assertion, found, by));
              case Answer.Foreign _, Answer.TooLate _ ->
                  Uni.createFrom().item(new Outcome.Expired());
            });
  }

  private Uni<Outcome> throttled(Assertion assertion, Optional<Owned> found, Try by) {
    var name = Base64.getUrlEncoder().encodeToString(assertion.parts().credentialId());
    var device = found.flatMap(passkey -> by.device().apply(passkey.email()));
    var counters = new Attempt("passkey " + name, by.address(), device).counters(waitLongest);
    return failures
        .begin(counters, now())
        .flatMap(wait -> {
          if (wait.isPresent()) {
            return Uni.createFrom().item(new Outcome.TooEarly(wait.get()));
          }
          return found.isEmpty()
              ? Uni.createFrom().item(new Outcome.Refused())
              : judged(assertion, found.get(), counters.keySet(), by);
        });
  }

  private Uni<Outcome> judged(Assertion assertion, Owned passkey, Set<String> counters, Try by) {
    var actor = passkey.actor(by.address());
    if (passkey.left()) {
      return refused(passkey, Refusal.LEFT, actor);
    }
    if (!isOf(assertion.parts().userHandle(), passkey.memberId())) {
      return refused(passkey, Refusal.OWNER, actor);
    }
    return switch (site.look(assertion, passkey.credential())) {
      case Look.Refused<Long>(var why) -> refused(passkey, why, actor);
      case Look.Genuine<Long>(var counter) ->
          sso.asksFor(passkey.memberId())
              .flatMap(asked ->
                  asked
                      ? refused(passkey, Refusal.AT_PROVIDER, actor)
                          .replaceWith(new Outcome.AtProvider())
                      : used(passkey, counter, actor, counters, by));
    };
  }

  private Uni<Outcome> used(
      Owned passkey, long counter, Actor actor, Set<String> counters, Try by) {
    return kept.used(passkey, counter, actor, now())
        .flatMap(inTime ->
            inTime
                ? failures
                    .forget(counters)
                    .chain(() -> failures.forget(challengesOf(by.address()).keySet()))
                    .chain(() -> sessions.begin(actor, by.agent(), WITH_A_PASSKEY))
                    .map(cookie -> new Outcome.In(passkey.email(), cookie))
                : refused(passkey, Refusal.COUNTER, actor));
  }

  private Uni<Outcome> refused(Owned passkey, Refusal why, Actor actor) {
    return kept.refused(Optional.of(passkey.id()), passkey.name(), why, actor, now())
        .replaceWith(new Outcome.Refused());
  }

  private Map<String, Throttle> challengesOf(String address) {
    return Map.of(
        "challenges:" + Ids.derive("challenges", address),
        new Throttle(FREE_CHALLENGES, FIRST, waitLongest, FORGET));
  }

  private static boolean isOf(byte[] userHandle, UUID member) {
    return MessageDigest.isEqual(userHandle, Passkeys.userHandle(member));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
