package io.taskcall.oncall.domain.push;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals messages for one browser, as RFC 8291 has it: nobody on the way can read them, the push
 * service included.
 */
public final class Seal {
  private static final String MAC = "HmacSHA256";
  private static final int SALT = 16;
  private static final int KEY = 16;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final int RECORD = 4096;
  private static final int TEXT_MAX = 3900;
  private static final byte LAST = 2;

  private final byte[] theirs;
  private final byte[] auth;

  private Seal(byte[] theirs, byte[] auth) {
    this.theirs = theirs;
    this.auth = auth;
  }

  /**
   * For the browser that gave these keys away, in base64url.
   *
   * @throws IllegalArgumentException if they are none
   */
  public static Seal of(String p256dh, String auth) {
    var base64 = Base64.getUrlDecoder();
    var seal = new Seal(base64.decode(p256dh), base64.decode(auth));
    if (seal.theirs.length != Curve.POINT || seal.auth.length != SALT) {
      throw new IllegalArgumentException("p256dh has 65 bytes, and auth has 16");
    }
    return seal;
  }

  /** A text that fits, sealed with keys and salt that are used for nothing else. */
  public byte[] seal(String text, byte[] salt) {
    return seal(text, salt, Curve.fresh());
  }

  byte[] seal(String text, byte[] salt, KeyPair once) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > TEXT_MAX) {
      throw new IllegalArgumentException("a push message has at most " + TEXT_MAX + " bytes");
    }
    try {
      var ours = Curve.point(once);
      var info = join("WebPush: info\0", theirs, ours, new byte[] {1});
      var input = hmac(hmac(auth, secret(once)), info);
      var pseudo = hmac(salt, input);
      var key = Arrays.copyOf(hmac(pseudo, join("Content-Encoding: aes128gcm\0\1")), KEY);
      var nonce = Arrays.copyOf(hmac(pseudo, join("Content-Encoding: nonce\0\1")), NONCE);
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new GCMParameterSpec(TAG_BITS, nonce));
      var padded = Arrays.copyOf(bytes, bytes.length + 1);
      padded[bytes.length] = LAST;
      return join("", salt, lengths(), ours, cipher.doFinal(padded));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the browser's key is not on the curve", e);
    }
  }

  private byte[] secret(KeyPair once) throws GeneralSecurityException {
    var agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(once.getPrivate());
    agreement.doPhase(Curve.key(theirs), true);
    return agreement.generateSecret();
  }

  private static byte[] lengths() {
    return ByteBuffer.allocate(Integer.BYTES + 1).putInt(RECORD).put((byte) Curve.POINT).array();
  }

  private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
    var mac = Mac.getInstance(MAC);
    mac.init(new SecretKeySpec(key, MAC));
    return mac.doFinal(text);
  }

  private static byte[] join(String text, byte[]... more) {
    var all = new ByteArrayOutputStream();
    all.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    for (var one : more) {
      all.writeBytes(one);
    }
    return all.toByteArray();
  }
}
