package io.taskcall.auth.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A person's second factor, as kept. */
@Entity
@Table(name = "second_factor")
class SecondFactorRow {
  @Id
  @Column(name = "member_id")
  UUID memberId;

  /** The secret that the person's app has, too. */
  byte[] sealed;

  /** False until the person has shown a code once. */
  boolean confirmed;

  /** Codes up to this step are worth nothing any more. */
  @Column(name = "used_step")
  long usedStep;

  @Column(name = "changed_at")
  Instant changedAt;

  @SuppressWarnings("NullAway.Init")
  protected SecondFactorRow() {}

  SecondFactorRow(UUID memberId, byte[] sealed, Instant now) {
    this.memberId = memberId;
    this.sealed = sealed;
    this.changedAt = now;
  }

  PostgresSecondFactors.Kept kept() {
    return new PostgresSecondFactors.Kept(sealed.clone(), confirmed, usedStep);
  }
}
