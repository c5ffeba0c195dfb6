package io.taskcall.auth.passkey;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.crypto.RandomSecrets;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.passkey.Challenge;
import io.taskcall.auth.domain.passkey.Challenge.Adding;
import io.taskcall.auth.domain.passkey.Challenge.Answer;
import io.taskcall.auth.postgres.PostgresPasskeyChallenges;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Gives passkeys something to sign, and takes the answers. */
@ApplicationScoped
class Challenges {
  private final PostgresPasskeyChallenges kept;
  private final RandomSecrets random;
  private final Clock clock;

  Challenges(PostgresPasskeyChallenges kept, RandomSecrets random, Clock clock) {
    this.kept = kept;
    this.random = random;
    this.clock = clock;
  }

  /** A new one, in base64url, for this browser alone. */
  Uni<Secret> give(Secret browser, Optional<Adding> adding, Duration life) {
    var challenge = random.token();
    return kept.remember(
            challenge.sha256(), new Challenge(browser.sha256(), adding, now().plus(life)))
        .replaceWith(challenge);
  }

  /**
   * Takes an answer, once.
   *
   * @param asked what the device says it was asked
   */
  Uni<Answer> take(
      com.webauthn4j.data.client.challenge.Challenge asked, Secret browser, Optional<UUID> member) {
    var text = Base64.getUrlEncoder().withoutPadding().encodeToString(asked.getValue());
    return kept.take(new Secret(text).sha256(), browser.sha256(), member, now());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
