package io.taskcall.auth.sso;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.AuthConfig;
import io.taskcall.auth.crypto.RandomSecrets;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.signin.Attempt;
import io.taskcall.auth.domain.signin.LocalPath;
import io.taskcall.auth.domain.sso.SsoBegun;
import io.taskcall.auth.domain.sso.SsoSettings;
import io.taskcall.auth.domain.sso.SsoVisit;
import io.taskcall.auth.postgres.PostgresFailures;
import io.taskcall.auth.postgres.PostgresSso;
import io.taskcall.auth.postgres.PostgresSso.Candidate;
import io.taskcall.auth.postgres.PostgresSsoVisits;
import io.taskcall.auth.postgres.PostgresSsoVisits.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Sends people to the provider of their organization, which their address tells. */
@ApplicationScoped
public class SsoSignIns {
  private final PostgresSso kept;
  private final PostgresSsoVisits visits;
  private final PostgresFailures failures;
  private final Provider provider;
  private final SsoSetup setup;
  private final RandomSecrets random;
  private final Clock clock;
  private final Duration within;
  private final Duration waitLongest;

  SsoSignIns(
      PostgresSso kept,
      PostgresSsoVisits visits,
      PostgresFailures failures,
      Provider provider,
      SsoSetup setup,
      RandomSecrets random,
      Clock clock,
      AuthConfig config) {
    this.kept = kept;
    this.visits = visits;
    this.failures = failures;
    this.provider = provider;
    this.setup = setup;
    this.random = random;
    this.clock = clock;
    this.within = config.sso().signInWithin();
    this.waitLongest = config.signIn().waitLongest();
  }

  /**
   * Begins for somebody in a browser.
   *
   * @param organization which one they mean, if they have said
   * @param browser what their browser shows
   */
  public Uni<SsoBegun> begin(
      Attempt attempt, Optional<UUID> organization, LocalPath next, Secret browser) {
    return failures
        .begin(counted(attempt).counters(waitLongest), now())
        .flatMap(wait ->
            wait.isPresent()
                ? Uni.createFrom().item(new SsoBegun.TooEarly(wait.get()))
                : kept.withDomain(SsoSettings.domainOf(attempt.email()))
                    .map(found -> meant(found, organization))
                    .flatMap(found -> begin(found, attempt, next, browser)));
  }

  /** Where people may be sent that is not https, for the policy of the page that sends them. */
  public String origins() {
    return provider.origins();
  }

  /** Going there is counted as a wrong password is, until somebody comes back from there. */
  static Attempt counted(Attempt attempt) {
    return new Attempt("single sign-on " + attempt.email(), attempt.address(), attempt.device());
  }

  private Uni<SsoBegun> begin(
      List<Candidate> found, Attempt attempt, LocalPath next, Secret browser) {
    return switch (found.size()) {
      case 0 -> Uni.createFrom().item(new SsoBegun.Unknown());
      case 1 -> send(found.getFirst().settings(), attempt.email(), next, browser);
      default ->
          Uni.createFrom()
              .item(new SsoBegun.Which(found.stream().map(Candidate::organization).toList()));
    };
  }

  private Uni<SsoBegun> send(SsoSettings to, String email, LocalPath next, Secret browser) {
    var secrets = new Secrets(random.token(), random.token(), random.token());
    var visit =
        new SsoVisit(
            UUID.randomUUID(),
            browser.sha256(),
            to.organizationId(),
            to.issuer(),
            to.clientId(),
            email,
            next,
            now().plus(within),
            false);
    return provider
        .find(to.issuer())
        .map(places -> Provider.page(places, to.clientId(), setup.redirectUri(), secrets, email))
        .call(() -> visits.remember(visit, secrets))
        .<SsoBegun>map(SsoBegun.OffTo::new)
        .onFailure(ProviderProblem.class)
        .recoverWithItem(e -> new SsoBegun.ProviderDown(e.reason()));
  }

  private static List<Candidate> meant(List<Candidate> found, Optional<UUID> organization) {
    return found.stream()
        .filter(candidate ->
            organization.isEmpty() || organization.get().equals(candidate.organization().id()))
        .toList();
  }

  /** The database keeps microseconds. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
