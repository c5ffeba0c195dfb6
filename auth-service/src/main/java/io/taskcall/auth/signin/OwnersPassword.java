package io.taskcall.auth.signin;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.crypto.Passwords;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.postgres.PostgresAccounts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Gives the first owner the password that the setup brings. One that was brought before changes
 * nothing, so that a password which the owner has chosen since stays.
 */
@ApplicationScoped
public class OwnersPassword {
  private final PostgresAccounts accounts;
  private final Passwords passwords;
  private final HashWork work;
  private final Clock clock;

  OwnersPassword(PostgresAccounts accounts, Passwords passwords, HashWork work, Clock clock) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.work = work;
    this.clock = clock;
  }

  /** Sees to it; true if there was something to do. */
  public Uni<Boolean> plant(UUID owner, Secret password) {
    return accounts
        .planted(owner)
        .flatMap(planted -> work.attempt(() -> fresh(password, planted)))
        .flatMap(hash ->
            hash.orElseThrow(() -> new IllegalStateException("nothing else hashes at start"))
                .map(fresh ->
                    accounts
                        .plant(owner, fresh, clock.instant().truncatedTo(ChronoUnit.MICROS))
                        .replaceWith(true))
                .orElseGet(() -> Uni.createFrom().item(false)));
  }

  private Optional<String> fresh(Secret password, Optional<String> planted) {
    return planted.filter(hash -> passwords.matches(password, hash)).isPresent()
        ? Optional.empty()
        : Optional.of(passwords.hash(password));
  }
}
