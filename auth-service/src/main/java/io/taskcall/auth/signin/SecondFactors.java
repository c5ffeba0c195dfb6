package io.taskcall.auth.signin;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.crypto.RandomSecrets;
import io.taskcall.auth.crypto.Totp;
import io.taskcall.auth.crypto.Vault;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.audit.Actor;
import io.taskcall.auth.domain.signin.CodeUse;
import io.taskcall.auth.postgres.PostgresSecondFactors;
import io.taskcall.auth.postgres.PostgresSecondFactors.Kept;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.util.encoders.Base32;

/** The codes that people show besides their password. */
@ApplicationScoped
public class SecondFactors {
  private static final int RECOVERY_CODES = 10;
  private static final int CODE_MAX = 64;

  private final PostgresSecondFactors factors;
  private final Vault vault;
  private final RandomSecrets random;

  SecondFactors(PostgresSecondFactors factors, Vault vault, RandomSecrets random) {
    this.factors = factors;
    this.vault = vault;
    this.random = random;
  }

  /** Whether somebody is asked for a code when they sign in. */
  public Uni<Boolean> isOn(UUID member) {
    return factors.of(member).map(kept -> kept.filter(Kept::confirmed).isPresent());
  }

  /** How many recovery codes somebody has left; none if they are not asked for codes. */
  public Uni<Optional<Long>> codesLeft(UUID member) {
    return isOn(member)
        .flatMap(on ->
            on
                ? factors.codesLeft(member).map(Optional::of)
                : Uni.createFrom().item(Optional.empty()));
  }

  /** A new secret for somebody's app, in Base32; none if they have one that counts. */
  public Uni<Optional<Secret>> begin(UUID member, Instant now) {
    var secret = random.totpSecret();
    return factors
        .begin(member, vault.seal(secret, use(member)), now)
        .map(mine -> mine ? Optional.of(secret) : Optional.empty());
  }

  /** The secret that was begun with, if no code was shown yet. */
  public Uni<Optional<Secret>> begun(UUID member) {
    return factors
        .of(member)
        .map(kept ->
            kept.filter(found -> !found.confirmed())
                .map(found -> vault.open(found.sealed(), use(member))));
  }

  /** The recovery codes, if the code shows that the app has the secret; from now on it counts. */
  public Uni<Optional<List<Secret>>> confirm(UUID member, String code, Actor actor, Instant now) {
    return factors
        .of(member)
        .flatMap(kept -> {
          var step =
              kept.filter(found -> !found.confirmed())
                  .flatMap(found -> step(member, found, code.replace(" ", ""), now));
          if (step.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
          }
          var codes = newCodes();
          var hashes = codes.stream().map(Secret::sha256).collect(Collectors.toSet());
          return factors
              .confirm(member, step.get(), hashes, actor, now)
              .map(done -> done ? Optional.of(codes) : Optional.<List<Secret>>empty());
        });
  }

  /** Uses a code up, whichever kind it is. */
  public Uni<CodeUse> use(UUID member, String code, Actor actor, Instant now) {
    var plain = code.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
    if (plain.length() > CODE_MAX) {
      return Uni.createFrom().item(CodeUse.WRONG);
    }
    return factors
        .of(member)
        .flatMap(kept -> {
          if (kept.filter(Kept::confirmed).isEmpty()) {
            return Uni.createFrom().item(CodeUse.WRONG);
          }
          var step = step(member, kept.get(), plain, now);
          return step.isPresent()
              ? factors.useStep(member, step.get()).map(used -> used ? CodeUse.APP : CodeUse.WRONG)
              : factors
                  .useRecoveryCode(member, new Secret(plain).sha256(), actor, now)
                  .map(used -> used ? CodeUse.RECOVERY : CodeUse.WRONG);
        });
  }

  /** New recovery codes in place of those that were left. */
  public Uni<List<Secret>> renewCodes(UUID member, Actor actor, Instant now) {
    var codes = newCodes();
    var hashes = codes.stream().map(Secret::sha256).collect(Collectors.toSet());
    return factors.renewCodes(member, hashes, actor, now).replaceWith(codes);
  }

  private List<Secret> newCodes() {
    return Stream.generate(random::recoveryCode).limit(RECOVERY_CODES).toList();
  }

  private Optional<Long> step(UUID member, Kept kept, String code, Instant now) {
    var secret = Base32.decode(vault.open(kept.sealed(), use(member)).reveal());
    var step = Totp.step(secret, code, now, kept.usedStep());
    return step.isPresent() ? Optional.of(step.getAsLong()) : Optional.empty();
  }

  private static String use(UUID member) {
    return "second-factor:" + member;
  }
}
