package io.taskcall.sync.domain;

import io.taskcall.contracts.IncidentSnapshot.Status;
import java.util.Optional;

/** Datadog's words for where an incident stands, and ours for them. */
public final class States {
  /** Somebody works on it; also what it is for us once acknowledged. */
  public static final String ACTIVE = "active";

  /** It is under control. */
  public static final String STABLE = "stable";

  /** It is over. */
  public static final String RESOLVED = "resolved";

  /** It is over and written up; an organization may have this one or not. */
  public static final String COMPLETED = "completed";

  private States() {}

  /** Our word, or nothing for a word that we don't know. */
  public static Optional<Status> statusOf(String state) {
    return switch (state) {
      case ACTIVE -> Optional.of(Status.OPEN);
      case STABLE -> Optional.of(Status.ACKNOWLEDGED);
      case RESOLVED, COMPLETED -> Optional.of(Status.RESOLVED);
      default -> Optional.empty();
    };
  }
}
