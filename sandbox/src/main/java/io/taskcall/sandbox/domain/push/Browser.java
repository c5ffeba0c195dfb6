package io.taskcall.sandbox.domain.push;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A browser that has subscribed, and can open what is sealed for it (RFC 8291). */
public final class Browser {
  private static final int SALT = 16;
  private static final int LENGTHS = 5;
  private static final int TAG_BITS = 128;
  private static final byte LAST_RECORD = 2;

  private final String id;
  private final KeyPair keys;
  private final byte[] auth;

  private Browser(String id, KeyPair keys, byte[] auth) {
    this.id = id;
    this.keys = keys;
    this.auth = auth;
  }

  /** A browser with new keys. */
  public static Browser fresh(String id, SecureRandom random) {
    try {
      var auth = new byte[SALT];
      random.nextBytes(auth);
      return new Browser(id, Curve.pair(), auth);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java has P-256", missing);
    }
  }

  /** A browser whose keys are known. */
  static Browser of(String id, KeyPair keys, byte[] auth) {
    return new Browser(id, keys, auth);
  }

  public String id() {
    return id;
  }

  /** Its public key, as a subscription has it. */
  public String p256dh() {
    return base64(point());
  }

  /** Its secret, as a subscription has it. */
  public String auth() {
    return base64(auth);
  }

  /**
   * Opens a message.
   *
   * @throws IllegalArgumentException if it is not sealed for this browser
   */
  public String open(byte[] sealed) {
    try {
      int keyLength = sealed[SALT + LENGTHS - 1];
      var salt = Arrays.copyOf(sealed, SALT);
      int start = SALT + LENGTHS + keyLength;
      var sender = Arrays.copyOfRange(sealed, SALT + LENGTHS, start);
      var secret = secret(sender);
      var info = bytes("WebPush: info\0", point(), sender, new byte[] {1});
      var input = hmac(hmac(auth, secret), info);
      var pseudo = hmac(salt, input);
      var key = Arrays.copyOf(hmac(pseudo, bytes("Content-Encoding: aes128gcm\0\1")), SALT);
      var nonce = Arrays.copyOf(hmac(pseudo, bytes("Content-Encoding: nonce\0\1")), 12);
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new GCMParameterSpec(TAG_BITS, nonce));
      return text(cipher.doFinal(sealed, start, sealed.length - start));
    } catch (GeneralSecurityException | IndexOutOfBoundsException not) {
      throw new IllegalArgumentException("It is not sealed for this browser.", not);
    }
  }

  private byte[] secret(byte[] sender) throws GeneralSecurityException {
    var agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(keys.getPrivate());
    agreement.doPhase(Curve.key(sender), true);
    return agreement.generateSecret();
  }

  private byte[] point() {
    return Curve.bytes((ECPublicKey) keys.getPublic());
  }

  private static String text(byte[] padded) {
    int end = padded.length - 1;
    while (end >= 0 && padded[end] == 0) {
      end--;
    }
    if (end < 0 || padded[end] != LAST_RECORD) {
      throw new IllegalArgumentException("It has no end.");
    }
    return new String(padded, 0, end, StandardCharsets.UTF_8);
  }

  private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text);
  }

  private static byte[] bytes(String text, byte[]... more) {
    var all = new ByteArrayOutputStream();
    all.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    for (var one : more) {
      all.writeBytes(one);
    }
    return all.toByteArray();
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
