package io.taskcall.oncall;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A browser that has subscribed, and opens what is sealed for it as RFC 8291 has it. */
final class PushBrowser {
  private static final byte[] AUTH = "sixteen bytes...".getBytes(StandardCharsets.US_ASCII);

  private final KeyPair keys;

  PushBrowser() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    keys = generator.generateKeyPair();
  }

  /** What it gives away. */
  String subscription(String endpoint) {
    var base64 = Base64.getUrlEncoder().withoutPadding();
    return "{\"endpoint\":\"%s\",\"keys\":{\"p256dh\":\"%s\",\"auth\":\"%s\"}}"
        .formatted(endpoint, base64.encodeToString(point()), base64.encodeToString(AUTH));
  }

  String open(byte[] sealed) throws GeneralSecurityException {
    var sender = Arrays.copyOfRange(sealed, 21, 21 + 65);
    var agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(keys.getPrivate());
    agreement.doPhase(key(sender), true);
    var info = bytes("WebPush: info\0", point(), sender, new byte[] {1});
    var input = hmac(hmac(AUTH, agreement.generateSecret()), info);
    var pseudo = hmac(Arrays.copyOf(sealed, 16), input);
    var key = Arrays.copyOf(hmac(pseudo, bytes("Content-Encoding: aes128gcm\0\1")), 16);
    var nonce = Arrays.copyOf(hmac(pseudo, bytes("Content-Encoding: nonce\0\1")), 12);
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    var padded = cipher.doFinal(sealed, 86, sealed.length - 86);
    var text = new String(padded, StandardCharsets.UTF_8);
    return text.substring(0, text.lastIndexOf('\2'));
  }

  private ECPublicKey key(byte[] point) throws GeneralSecurityException {
    var x = new BigInteger(1, Arrays.copyOfRange(point, 1, 33));
    var y = new BigInteger(1, Arrays.copyOfRange(point, 33, 65));
    var curve = ((ECPublicKey) keys.getPublic()).getParams();
    return (ECPublicKey)
        KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), curve));
  }

  private byte[] point() {
    var point = ((ECPublicKey) keys.getPublic()).getW();
    return HexFormat.of()
        .parseHex("04%064x%064x".formatted(point.getAffineX(), point.getAffineY()));
  }

  private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text);
  }

  private static byte[] bytes(String text, byte[]... more) {
    var all = new ByteArrayOutputStream();
    all.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    Arrays.stream(more).forEach(all::writeBytes);
    return all.toByteArray();
  }
}
