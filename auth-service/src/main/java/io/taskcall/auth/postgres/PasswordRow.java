package io.taskcall.auth.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The hash of a person's password, as kept. */
@Entity
@Table(name = "password")
class PasswordRow {
  @Id
  @Column(name = "member_id")
  UUID memberId;

  String hash;

  /** The hash of the one that the setup brought last. */
  @Nullable String planted;

  @Column(name = "changed_at")
  Instant changedAt;

  @SuppressWarnings("NullAway.Init")
  protected PasswordRow() {}

  PasswordRow(UUID memberId, String hash, @Nullable String planted, Instant now) {
    this.memberId = memberId;
    this.hash = hash;
    this.planted = planted;
    this.changedAt = now;
  }
}
