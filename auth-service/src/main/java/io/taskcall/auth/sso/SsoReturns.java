package io.taskcall.auth.sso;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.AuthConfig;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.audit.Actor;
import io.taskcall.auth.domain.signin.Attempt;
import io.taskcall.auth.domain.sso.Admission;
import io.taskcall.auth.domain.sso.Claims;
import io.taskcall.auth.domain.sso.SsoCallback;
import io.taskcall.auth.domain.sso.SsoOutcome;
import io.taskcall.auth.domain.sso.SsoVisit;
import io.taskcall.auth.postgres.PostgresAudit;
import io.taskcall.auth.postgres.PostgresFailures;
import io.taskcall.auth.postgres.PostgresSso;
import io.taskcall.auth.postgres.PostgresSso.Held;
import io.taskcall.auth.postgres.PostgresSsoMembers;
import io.taskcall.auth.postgres.PostgresSsoVisits;
import io.taskcall.auth.postgres.PostgresSsoVisits.Back;
import io.taskcall.auth.postgres.PostgresSsoVisits.Secrets;
import io.taskcall.auth.signin.NewSessions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Takes people back who have signed in at their provider. */
@ApplicationScoped
public class SsoReturns {
  private final PostgresSso kept;
  private final PostgresSsoVisits visits;
  private final PostgresSsoMembers members;
  private final PostgresFailures failures;
  private final PostgresAudit audit;
  private final Vouching vouching;
  private final NewSessions sessions;
  private final Clock clock;
  private final Duration waitLongest;

  SsoReturns(
      PostgresSso kept,
      PostgresSsoVisits visits,
      PostgresSsoMembers members,
      PostgresFailures failures,
      PostgresAudit audit,
      Vouching vouching,
      NewSessions sessions,
      Clock clock,
      AuthConfig config) {
    this.kept = kept;
    this.visits = visits;
    this.members = members;
    this.failures = failures;
    this.audit = audit;
    this.vouching = vouching;
    this.sessions = sessions;
    this.clock = clock;
    this.waitLongest = config.signIn().waitLongest();
  }

  /**
   * The browser in which somebody comes back.
   *
   * @param secret what it shows
   * @param device by what we know it, if this account was signed in with it before
   */
  public record Browser(
      Secret secret, String address, String agent, Function<String, Optional<String>> device) {}

  /** Takes somebody back. */
  public Uni<SsoOutcome> back(SsoCallback callback, Browser browser) {
    if (callback.state().isEmpty()) {
      return said(new SsoOutcome.Foreign());
    }
    return visits
        .takeBack(callback.state().get(), browser.secret().sha256(), now())
        .flatMap(back ->
            switch (back.judged()) {
              case FOREIGN -> said(new SsoOutcome.Foreign());
              case AGAIN -> said(new SsoOutcome.Again());
              case TOO_LATE -> said(new SsoOutcome.TooLate());
              case THEIRS -> theirs(back, callback, browser);
            });
  }

  private Uni<SsoOutcome> theirs(Back back, SsoCallback callback, Browser browser) {
    var visit = back.visit().orElseThrow();
    var secrets = back.secrets().orElseThrow();
    return kept.held(visit.organizationId())
        .flatMap(held ->
            held.filter(now -> now.settings().isSameProvider(visit.issuer(), visit.clientId()))
                .map(client -> redeem(visit, secrets, client, callback, browser))
                .orElseGet(() -> said(new SsoOutcome.Changed())))
        .onFailure(ProviderProblem.class)
        .recoverWithItem(e -> new SsoOutcome.ProviderDown(e.reason()))
        .call(outcome -> note(outcome, visit, browser));
  }

  private Uni<SsoOutcome> redeem(
      SsoVisit visit, Secrets secrets, Held client, SsoCallback callback, Browser browser) {
    if (callback.issuer().filter(said -> !said.equals(visit.issuer())).isPresent()) {
      return said(new SsoOutcome.NotTrusted("the answer is from another issuer"));
    }
    if (callback.error().isPresent() || callback.code().isEmpty()) {
      return said(new SsoOutcome.Denied(callback.shownError().orElse("no code")));
    }
    return vouching
        .of(client, callback.code().get(), secrets)
        .flatMap(vouched ->
            switch (vouched) {
              case Vouching.Vouched.For(var claims) -> admit(visit, client, claims, browser);
              case Vouching.Vouched.Nothing(var reason) -> said(new SsoOutcome.NotTrusted(reason));
            });
  }

  private Uni<SsoOutcome> admit(SsoVisit visit, Held client, Claims claims, Browser browser) {
    return members
        .admit(client.settings(), claims, browser.address(), now())
        .flatMap(admitted ->
            admitted.judged() instanceof Admission.Refused(var reason)
                ? said(new SsoOutcome.NotAdmitted(reason))
                : begin(visit, admitted.actor().orElseThrow(), browser));
  }

  private Uni<SsoOutcome> begin(SsoVisit visit, Actor actor, Browser browser) {
    var attempt =
        new Attempt(visit.email(), browser.address(), browser.device().apply(visit.email()));
    return failures
        .forget(SsoSignIns.counted(attempt).counters(waitLongest).keySet())
        .chain(() -> sessions.begin(actor, browser.agent(), Map.of("at", visit.issuer())))
        .map(cookie -> new SsoOutcome.SignedIn(actor.who(), cookie, visit.next()));
  }

  /** Those who are refused are written down, under the address that they gave. */
  private Uni<Void> note(SsoOutcome outcome, SsoVisit visit, Browser browser) {
    return reason(outcome)
        .map(reason ->
            audit.append(
                new Actor(
                        visit.organizationId(), Optional.empty(), visit.email(), browser.address())
                    .did(
                        "single_sign_on_failed",
                        Optional.empty(),
                        Map.of("issuer", visit.issuer(), "reason", reason),
                        now())))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  private static Optional<String> reason(SsoOutcome outcome) {
    return switch (outcome) {
      case SsoOutcome.NotTrusted(var reason) -> Optional.of(reason);
      case SsoOutcome.ProviderDown(var reason) -> Optional.of(reason);
      case SsoOutcome.Denied(var error) -> Optional.of(error);
      case SsoOutcome.NotAdmitted(var reason) ->
          Optional.of(reason.name().toLowerCase(Locale.ROOT));
      case SsoOutcome.Changed _,
          SsoOutcome.Foreign _,
          SsoOutcome.Again _,
          SsoOutcome.TooLate _,
          SsoOutcome.SignedIn _ ->
          Optional.empty();
    };
  }

  private static Uni<SsoOutcome> said(SsoOutcome outcome) {
    return Uni.createFrom().item(outcome);
  }

  /** The database keeps microseconds. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
