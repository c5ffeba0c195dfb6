package io.taskcall.auth.sso;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.AuthConfig;
import io.taskcall.auth.domain.access.Caller;
import io.taskcall.auth.domain.audit.Actor;
import io.taskcall.auth.domain.sso.SsoSaved;
import io.taskcall.auth.domain.sso.SsoSettings;
import io.taskcall.auth.domain.sso.SsoWish;
import io.taskcall.auth.postgres.PostgresDirectory;
import io.taskcall.auth.postgres.PostgresSso;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Lets an organization choose the provider at which its people sign in. */
@ApplicationScoped
public class SsoSetup {
  /** Where providers send people back to, below the front door. */
  public static final String CALLBACK = "/sign-in/sso/callback";

  private final PostgresSso kept;
  private final PostgresDirectory directory;
  private final Provider provider;
  private final URI redirectUri;
  private final Clock clock;

  SsoSetup(
      PostgresSso kept,
      PostgresDirectory directory,
      Provider provider,
      AuthConfig config,
      Clock clock) {
    this.kept = kept;
    this.directory = directory;
    this.provider = provider;
    this.redirectUri = URI.create(config.publicUrl().toString().replaceFirst("/+$", "") + CALLBACK);
    this.clock = clock;
  }

  /** What a provider must be told of us. */
  public URI redirectUri() {
    return redirectUri;
  }

  /** Keeps a wish, if the provider answers as one. */
  public Uni<SsoSaved> save(SsoWish wish, Caller caller, Actor actor) {
    return kept.of(caller.organizationId())
        .flatMap(before ->
            directory
                .of(caller.organizationId())
                .flatMap(there ->
                    wish.objection(there.members(), before)
                        .map(objection ->
                            Uni.createFrom().<SsoSaved>item(new SsoSaved.Refused(objection)))
                        .orElseGet(() -> save(wish, caller, actor, before))));
  }

  private Uni<SsoSaved> save(
      SsoWish wish, Caller caller, Actor actor, Optional<SsoSettings> before) {
    var settings = wish.settings(caller, before, now());
    return provider
        .find(wish.issuer())
        .chain(() -> kept.save(settings, wish.clientSecret(), actor))
        .<SsoSaved>replaceWith(new SsoSaved.Done(settings))
        .onFailure(ProviderProblem.class)
        .recoverWithItem(SsoSetup::notKept);
  }

  private static SsoSaved notKept(ProviderProblem problem) {
    return problem.isAboutAddress()
        ? new SsoSaved.Refused(
            new SsoWish.Objection("issuer", "cannot be asked: " + problem.reason()))
        : new SsoSaved.ProviderDown(problem.reason());
  }

  /** The database keeps microseconds. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
