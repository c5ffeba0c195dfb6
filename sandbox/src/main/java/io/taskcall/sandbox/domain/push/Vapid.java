package io.taskcall.sandbox.domain.push;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who says to be the sender of a push message (RFC 8292). */
public final class Vapid {
  private static final Pattern FORM =
      Pattern.compile("vapid t=([\\w-]+\\.[\\w-]+)\\.([\\w-]+), ?k=([\\w-]+)");

  private Vapid() {}

  /** What the sender claims, as JSON; empty unless it is signed with the key that comes along. */
  public static Optional<String> claims(String authorization) {
    var parts = FORM.matcher(authorization);
    if (!parts.matches()) {
      return Optional.empty();
    }
    var base64 = Base64.getUrlDecoder();
    try {
      var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initVerify(Curve.key(base64.decode(parts.group(3))));
      signature.update(parts.group(1).getBytes(StandardCharsets.US_ASCII));
      if (!signature.verify(base64.decode(parts.group(2)))) {
        return Optional.empty();
      }
    } catch (GeneralSecurityException | IllegalArgumentException not) {
      return Optional.empty();
    }
    var claims = parts.group(1).substring(parts.group(1).indexOf('.') + 1);
    return Optional.of(new String(base64.decode(claims), StandardCharsets.UTF_8));
  }
}
