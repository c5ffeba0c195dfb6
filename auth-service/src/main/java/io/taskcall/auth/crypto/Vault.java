package io.taskcall.auth.crypto;

import io.taskcall.auth.domain.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets with AES-256-GCM. A sealed secret names its key, so keys can be replaced, and opens
 * only for the use that it was sealed for, so it cannot be moved to another row.
 *
 * <p>Its form: a version byte, the key's id (4 bytes), a random nonce (12 bytes), ciphertext and
 * tag.
 */
public final class Vault {
  private static final byte VERSION = 1;
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int HEADER_BYTES = 1 + Integer.BYTES + NONCE_BYTES;

  private final SecureRandom random = new SecureRandom();
  private final Map<Integer, SecretKeySpec> keys = new HashMap<>();
  private final int current;

  /**
   * Takes keys of 32 bytes in base64.
   *
   * @param key seals from now on
   * @param old open what they sealed, and seal nothing
   */
  public Vault(String key, List<String> old) {
    old.forEach(this::add);
    current = add(key);
  }

  /** Seals {@code secret} for {@code use}. */
  public byte[] seal(Secret secret, String use) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      var cipher = cipher(Cipher.ENCRYPT_MODE, current, nonce, use);
      var sealed = cipher.doFinal(secret.reveal().getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.allocate(HEADER_BYTES + sealed.length)
          .put(VERSION)
          .putInt(current)
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot seal with AES-GCM", e);
    }
  }

  /** Opens what was sealed for {@code use}. */
  public Secret open(byte[] sealed, String use) {
    if (sealed.length < HEADER_BYTES || sealed[0] != VERSION) {
      throw new IllegalArgumentException("not a sealed secret of version " + VERSION);
    }
    var bytes = ByteBuffer.wrap(sealed, 1, sealed.length - 1);
    int key = bytes.getInt();
    var nonce = new byte[NONCE_BYTES];
    bytes.get(nonce);
    var body = new byte[bytes.remaining()];
    bytes.get(body);
    try {
      var opened = cipher(Cipher.DECRYPT_MODE, key, nonce, use).doFinal(body);
      return new Secret(new String(opened, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the secret was sealed for another use, or altered", e);
    }
  }

  private Cipher cipher(int mode, int key, byte[] nonce, String use)
      throws GeneralSecurityException {
    var spec = keys.get(key);
    if (spec == null) {
      throw new IllegalArgumentException(
          "the secret was sealed with key %08x, which is not configured".formatted(key));
    }
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, spec, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(use.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private int add(String base64) {
    var key = decoded(base64);
    int id = id(key);
    keys.put(id, new SecretKeySpec(key, "AES"));
    return id;
  }

  private static byte[] decoded(String base64) {
    try {
      var key = Base64.getDecoder().decode(base64.strip());
      if (key.length == KEY_BYTES) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("an encryption key is not base64", e);
    }
    throw new IllegalArgumentException("an encryption key must have " + KEY_BYTES + " bytes");
  }

  private static int id(byte[] key) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(key);
      return ByteBuffer.wrap(digest).getInt();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform must have SHA-256", e);
    }
  }
}
