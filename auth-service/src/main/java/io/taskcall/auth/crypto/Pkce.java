package io.taskcall.auth.crypto;

import io.taskcall.auth.domain.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Proof that whoever redeems a code is the one who asked for it (RFC 7636). */
public final class Pkce {
  private Pkce() {}

  /** What is shown of a verifier before it is: its SHA-256, as {@code S256} has it. */
  public static String challenge(Secret verifier) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256")
              .digest(verifier.reveal().getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must have SHA-256", e);
    }
  }
}
