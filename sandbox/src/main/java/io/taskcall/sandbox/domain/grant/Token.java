package io.taskcall.sandbox.domain.grant;

/**
 * What a token says about itself.
 *
 * @param grant whose it is
 * @param number of a refresh token, its generation; of an access token, when it ends, in epoch
 *     seconds
 */
public record Token(Kind kind, String grant, long number) {
  public enum Kind {
    ACCESS,
    REFRESH
  }
}
