package io.taskcall.auth.domain.sso;

import io.taskcall.auth.domain.signin.LocalPath;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody who was sent to their provider to sign in. They come back with the same browser, once,
 * and before long.
 *
 * @param browserSha256 of what their browser showed when they left
 * @param issuer where they were sent
 * @param email what they said their address was
 * @param next where they want to go then
 */
public record SsoVisit(
    UUID id,
    String browserSha256,
    UUID organizationId,
    String issuer,
    String clientId,
    String email,
    LocalPath next,
    Instant expiresAt,
    boolean used) {

  /** What somebody's coming back means. */
  public enum Return {
    /** It is theirs, for this one time. */
    THEIRS,

    /** Nobody was sent away with that, or somebody else was. */
    FOREIGN,

    /** They were back before. */
    AGAIN,

    /** They took too long. */
    TOO_LATE
  }

  /** Judges who comes back in a browser, with what belongs to the state that they show. */
  public static Return judge(Optional<SsoVisit> shown, String browserSha256, Instant now) {
    if (shown.isEmpty() || !shown.get().browserSha256.equals(browserSha256)) {
      return Return.FOREIGN;
    }
    var visit = shown.get();
    if (visit.used) {
      return Return.AGAIN;
    }
    return now.isBefore(visit.expiresAt) ? Return.THEIRS : Return.TOO_LATE;
  }
}
