package io.taskcall.auth.domain.passkey;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something random that a passkey is asked to sign: once, before long, in the browser that it was
 * given to, and for what it was given for.
 *
 * @param browserSha256 by what we know that browser
 * @param adding who adds a passkey with it; absent if somebody signs in
 */
public record Challenge(String browserSha256, Optional<Adding> adding, Instant expiresAt) {
  /**
   * Somebody who adds a passkey.
   *
   * @param name what they call it
   */
  public record Adding(UUID memberId, String name) {}

  /** What an answer to a challenge means. */
  public sealed interface Answer {
    /** It fits, for this one time. */
    record Fits(Challenge challenge) implements Answer {}

    /** Nobody was asked that; or somebody else was, or for something else. */
    record Foreign() implements Answer {}

    /** It took too long. */
    record TooLate() implements Answer {}
  }

  /**
   * Judges an answer.
   *
   * @param member who adds a passkey by it; absent if somebody signs in
   */
  public static Answer judge(
      Optional<Challenge> given, String browserSha256, Optional<UUID> member, Instant now) {
    if (given.isEmpty()
        || !given.get().browserSha256.equals(browserSha256)
        || !given.get().adding.map(Adding::memberId).equals(member)) {
      return new Answer.Foreign();
    }
    return now.isBefore(given.get().expiresAt)
        ? new Answer.Fits(given.get())
        : new Answer.TooLate();
  }
}
