package io.taskcall.oncall.domain.signing;

import java.util.Base64;
import java.util.SortedMap;

/**
 * What Twilio puts into {@code X-Twilio-Signature}: a hash over the address that it calls and the
 * parameters that it posts, by their names.
 */
public record TwilioSignature(String authToken) {
  /** The signature of a call. */
  public String of(String url, SortedMap<String, String> parameters) {
    var signed = new StringBuilder(url);
    parameters.forEach((name, value) -> signed.append(name).append(value));
    return Base64.getEncoder().encodeToString(Hmac.of("HmacSHA1", authToken, signed.toString()));
  }

  /** True if the call comes from Twilio. */
  public boolean signed(String url, SortedMap<String, String> parameters, String signature) {
    return Hmac.same(of(url, parameters), signature);
  }
}
