package io.taskcall.auth.postgres;

import io.taskcall.auth.domain.passkey.Challenge;
import io.taskcall.auth.domain.passkey.Challenge.Adding;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A challenge that waits for its answer, as kept. */
@Entity
@Table(name = "passkey_challenge")
class PasskeyChallengeRow {
  @Id String sha256;

  @Column(name = "browser_sha256")
  String browserSha256;

  @Column(name = "member_id")
  @Nullable UUID memberId;

  @Nullable String name;

  @Column(name = "expires_at")
  Instant expiresAt;

  @SuppressWarnings("NullAway.Init")
  protected PasskeyChallengeRow() {}

  PasskeyChallengeRow(String sha256, Challenge challenge) {
    this.sha256 = sha256;
    this.browserSha256 = challenge.browserSha256();
    this.memberId = challenge.adding().map(Adding::memberId).orElse(null);
    this.name = challenge.adding().map(Adding::name).orElse(null);
    this.expiresAt = challenge.expiresAt();
  }

  Challenge challenge() {
    var adding =
        Optional.ofNullable(memberId)
            .map(member -> new Adding(member, Objects.requireNonNull(name)));
    return new Challenge(browserSha256, adding, expiresAt);
  }
}
