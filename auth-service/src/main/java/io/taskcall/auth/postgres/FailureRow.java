package io.taskcall.auth.postgres;

import io.taskcall.auth.domain.signin.Failures;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Wrong passwords in a row on one counter, as kept. */
@Entity
@Table(name = "sign_in_failure")
class FailureRow {
  @Id String counter;
  int count;

  @Column(name = "last_at")
  Instant lastAt;

  @SuppressWarnings("NullAway.Init")
  protected FailureRow() {}

  Failures failures() {
    return new Failures(count, lastAt);
  }

  void become(Failures failures) {
    count = failures.count();
    lastAt = failures.last();
  }
}
