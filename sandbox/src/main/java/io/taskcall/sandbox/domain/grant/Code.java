package io.taskcall.sandbox.domain.grant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What an authorization code was given for; it is good once and not for long. */
public record Code(String redirectUri, String codeChallenge, Instant expiresAt) {

  public boolean redeemableWith(
      @Nullable String redirect, @Nullable String codeVerifier, Instant at) {
    return at.isBefore(expiresAt)
        && redirectUri.equals(redirect)
        && codeVerifier != null
        && Seal.same(codeChallenge, challengeOf(codeVerifier));
  }

  private static String challengeOf(String codeVerifier) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256")
              .digest(codeVerifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
