package io.taskcall.sandbox.domain.phone;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.SortedMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs what the phone company posts: the address and the sorted parameters, HMAC-SHA1. */
public record TwilioSignature(String authToken) {
  private static final String ALGORITHM = "HmacSHA1";

  public String of(String url, SortedMap<String, String> parameters) {
    var text = new StringBuilder(url);
    parameters.forEach((name, value) -> text.append(name).append(value));
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(authToken.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      var signature = mac.doFinal(text.toString().getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java has " + ALGORITHM, missing);
    }
  }
}
