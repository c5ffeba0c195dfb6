package io.taskcall.auth.domain.connect;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A wish whose owner was sent to Datadog to allow it. They come back with the same browser session,
 * once, and before long; everybody else who shows its state has got hold of something that is not
 * theirs.
 *
 * @param sessionId the session in which the wish was made
 */
public record Pending(
    UUID id,
    UUID sessionId,
    UUID organizationId,
    UUID memberId,
    Wish wish,
    Instant expiresAt,
    boolean used) {

  /** What somebody's coming back means. */
  public sealed interface Return {
    /** It is theirs, for this one time. */
    record Theirs(Pending pending) implements Return {}

    /** Nobody was sent away with that, or somebody else was. */
    record Foreign() implements Return {}

    /** They were back before. */
    record Again(Pending pending) implements Return {}

    /** They took too long. */
    record TooLate(Pending pending) implements Return {}
  }

  /** Judges who comes back in a session, with what belongs to the state that they show. */
  public static Return judge(Optional<Pending> shown, UUID session, Instant now) {
    if (shown.isEmpty() || !shown.get().sessionId.equals(session)) {
      return new Return.Foreign();
    }
    var pending = shown.get();
    if (pending.used) {
      return new Return.Again(pending);
    }
    return now.isBefore(pending.expiresAt)
        ? new Return.Theirs(pending)
        : new Return.TooLate(pending);
  }
}
