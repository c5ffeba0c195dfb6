package io.taskcall.auth.datadog;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.AuthConfig;
import io.taskcall.auth.crypto.Pkce;
import io.taskcall.auth.crypto.RandomSecrets;
import io.taskcall.auth.domain.MakeOutcome;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.Sites;
import io.taskcall.auth.domain.access.Caller;
import io.taskcall.auth.domain.connect.Begun;
import io.taskcall.auth.domain.connect.Pending;
import io.taskcall.auth.domain.connect.Wish;
import io.taskcall.auth.postgres.PostgresIntegrations;
import io.taskcall.auth.postgres.PostgresPending;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Sends people to Datadog, with proof that it was us who sent them (PKCE) and a state to return.
 */
@ApplicationScoped
public class Connecting {
  /** Where Datadog sends people back to, below the front door. */
  public static final String CALLBACK = "/connect/datadog/authorize";

  private final PostgresIntegrations integrations;
  private final PostgresPending pending;
  private final TokenEndpoint datadog;
  private final Sites sites;
  private final RandomSecrets random;
  private final Clock clock;
  private final AuthConfig config;

  Connecting(
      PostgresIntegrations integrations,
      PostgresPending pending,
      TokenEndpoint datadog,
      Sites sites,
      RandomSecrets random,
      Clock clock,
      AuthConfig config) {
    this.integrations = integrations;
    this.pending = pending;
    this.datadog = datadog;
    this.sites = sites;
    this.random = random;
    this.clock = clock;
    this.config = config;
  }

  /** Begins for somebody in a session; what cannot succeed is said before they leave. */
  public Uni<Begun> begin(Caller caller, UUID session, Wish wish) {
    var place = sites.place(wish.site());
    if (place.isEmpty()) {
      return Uni.createFrom().item(new Begun.WrongSite(wish.site()));
    }
    if (!datadog.isRegistered()) {
      return Uni.createFrom().item(new Begun.NotRegistered());
    }
    return integrations
        .objection(caller.organizationId(), wish.name(), wish.serviceId())
        .flatMap(objection ->
            objection
                .map(reason -> Uni.createFrom().item(refusal(reason, wish)))
                .orElseGet(() -> send(caller, session, wish, place.get())));
  }

  private Uni<Begun> send(Caller caller, UUID session, Wish wish, Sites.Place place) {
    var state = random.token();
    var verifier = random.token();
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var remembered =
        new Pending(
            UUID.randomUUID(),
            session,
            caller.organizationId(),
            caller.memberId(),
            new Wish(wish.name(), wish.serviceId(), place.site()),
            now.plus(config.datadog().connectWithin()),
            false);
    return pending
        .remember(remembered, state, verifier)
        .replaceWith(new Begun.OffTo(authorizePage(place.authorizePage(), state, verifier)));
  }

  private URI authorizePage(URI page, Secret state, Secret verifier) {
    return URI.create(
        page
            + "?response_type=code&client_id="
            + encoded(config.datadog().clientId())
            + "&redirect_uri="
            + encoded(redirectUri(config).toString())
            + "&code_challenge="
            + Pkce.challenge(verifier)
            + "&code_challenge_method=S256&state="
            + encoded(state.reveal()));
  }

  static URI redirectUri(AuthConfig config) {
    return URI.create(config.publicUrl().toString().replaceFirst("/+$", "") + CALLBACK);
  }

  private static Begun refusal(MakeOutcome reason, Wish wish) {
    return switch (reason) {
      case MakeOutcome.NameTaken() -> new Begun.NameTaken(wish.name());
      case MakeOutcome.ServiceGone() -> new Begun.ServiceGone();
      case MakeOutcome.Made _ -> throw new IllegalStateException("nothing was made yet");
    };
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
