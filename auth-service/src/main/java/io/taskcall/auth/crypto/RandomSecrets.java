package io.taskcall.auth.crypto;

import io.taskcall.auth.domain.Secret;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.util.encoders.Base32;

/** Makes secrets that nobody can guess. */
public final class RandomSecrets {
  private static final int BYTES = 32;
  private static final int KEY_BYTES = 16;
  private static final int TOTP_BYTES = 20;
  private static final int RECOVERY_BYTES = 10;

  private final SecureRandom random = new SecureRandom();

  /** 256 bits in base64url: for cookies, states, verifiers and links. */
  public Secret token() {
    return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(BYTES)));
  }

  /** An API key. */
  public Secret apiKey() {
    return new Secret("tc_" + token().reveal());
  }

  /** The key of an Integration URL: 128 bits in hex, so that it also fits a routing_key. */
  public Secret integrationKey() {
    return new Secret(HexFormat.of().formatHex(bytes(KEY_BYTES)));
  }

  /** What an authenticator app makes codes from: 160 bits in Base32, as RFC 4226 asks for. */
  public Secret totpSecret() {
    return new Secret(Base32.toBase32String(bytes(TOTP_BYTES)));
  }

  /** A code for when the app is lost: 80 bits in Base32. */
  public Secret recoveryCode() {
    return new Secret(Base32.toBase32String(bytes(RECOVERY_BYTES)).toLowerCase(Locale.ROOT));
  }

  private byte[] bytes(int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
