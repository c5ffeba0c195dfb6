package io.taskcall.auth.sso;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.sso.Claims;
import io.taskcall.auth.postgres.PostgresSso.Held;
import io.taskcall.auth.postgres.PostgresSsoVisits.Secrets;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Gets from a provider what it vouches for, and makes sure of it. */
@ApplicationScoped
class Vouching {
  private final Provider provider;
  private final SsoSetup setup;
  private final Clock clock;

  Vouching(Provider provider, SsoSetup setup, Clock clock) {
    this.provider = provider;
    this.setup = setup;
    this.clock = clock;
  }

  /** What a provider vouches for. */
  sealed interface Vouched {
    /** For this. */
    record For(Claims claims) implements Vouched {}

    /** For nothing that can be trusted. */
    record Nothing(String reason) implements Vouched {}
  }

  /** What the provider of a client says for a code. */
  Uni<Vouched> of(Held client, Secret code, Secrets secrets) {
    return provider
        .find(client.settings().issuer())
        .flatMap(places ->
            provider
                .redeem(places, client, setup.redirectUri(), code, secrets.verifier())
                .flatMap(given ->
                    switch (given) {
                      case Provider.Given.Tokens tokens -> check(places, client, tokens, secrets);
                      case Provider.Given.Nothing(var reason) -> nothing(reason);
                    }));
  }

  private Uni<Vouched> check(
      Provider.Places places, Held client, Provider.Given.Tokens tokens, Secrets secrets) {
    var settings = client.settings();
    return provider
        .keys(places)
        .map(keys ->
            IdTokens.check(
                tokens.idToken(),
                keys,
                settings.issuer(),
                settings.clientId(),
                secrets.nonce(),
                clock.instant()))
        .flatMap(checked ->
            switch (checked) {
              case IdTokens.Checked.Good(var claims) -> whole(claims, places, tokens.accessToken());
              case IdTokens.Checked.Bad(var reason) ->
                  nothing("its ID token is refused: " + reason);
            });
  }

  /** Some providers say who somebody is with the token, and their address only when asked. */
  private Uni<Vouched> whole(Claims claims, Provider.Places places, Optional<Secret> accessToken) {
    if (!claims.email().isEmpty() || places.userInfo().isEmpty() || accessToken.isEmpty()) {
      return Uni.createFrom().item(new Vouched.For(claims));
    }
    return provider
        .userInfo(places.userInfo().get(), accessToken.get())
        .flatMap(said ->
            claims.subject().equals(said.getValue("sub"))
                ? Uni.createFrom().item(new Vouched.For(with(claims, said)))
                : nothing("it speaks of somebody else when asked for the address"));
  }

  private static Claims with(Claims claims, JsonObject said) {
    var name = IdTokens.text(said.getValue("name"));
    return new Claims(
        claims.subject(),
        IdTokens.text(said.getValue("email")),
        IdTokens.isTrue(said.getValue("email_verified")),
        name.isEmpty() ? claims.name() : name);
  }

  private static Uni<Vouched> nothing(String reason) {
    return Uni.createFrom().item(new Vouched.Nothing(reason));
  }
}
