package io.taskcall.oncall.domain.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.Signature;
import java.security.spec.ECPrivateKeySpec;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SealTest {
  private static final String BROWSER =
      "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
  private static final String AUTH = "BTBZMqHH6r4Tts7J_aSIgg";

  /** The example of RFC 8291, section 5. */
  @Test
  void message_of_the_standard_is_sealed_as_the_standard_says() throws GeneralSecurityException {
    var publicKey =
        Curve.key(
            bytes(
                "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8"));
    var privateKey =
        KeyFactory.getInstance("EC")
            .generatePrivate(
                new ECPrivateKeySpec(
                    new BigInteger(1, bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")),
                    publicKey.getParams()));
    var sealed =
        Seal.of(BROWSER, AUTH)
            .seal(
                "When I grow up, I want to be a watermelon",
                bytes("DGv6ra1nlYgDCS1FRnbzlw"),
                new KeyPair(publicKey, privateKey));
    assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed))
        .isEqualTo(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
  }

  @Test
  void same_text_is_sealed_otherwise_each_time() {
    var seal = Seal.of(BROWSER, AUTH);
    var salt = new byte[16];
    assertThat(seal.seal("text", salt)).isNotEqualTo(seal.seal("text", salt));
  }

  @Test
  void what_is_no_subscription_is_refused() {
    assertThatThrownBy(() -> Seal.of("AAAA", AUTH)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Seal.of(BROWSER, "AAAA")).isInstanceOf(IllegalArgumentException.class);
    var offTheCurve = BROWSER.substring(0, BROWSER.length() - 4) + "AAAA";
    assertThatThrownBy(() -> Seal.of(offTheCurve, AUTH).seal("text", new byte[16]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void claim_is_signed_with_the_key_that_comes_along() throws GeneralSecurityException {
    var vapid = Vapid.kept(Vapid.fresh());
    var now = Instant.parse("2026-03-01T12:00:00Z");
    var said = vapid.authorization(URI.create("https://push.example:444/x"), "https://us", now);
    assertThat(said).startsWith("vapid t=").endsWith(", k=" + vapid.publicKey());
    var token = said.substring("vapid t=".length(), said.indexOf(',')).split("\\.", -1);
    assertThat(new String(bytes(token[1]), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"aud\":\"https://push.example:444\",\"exp\":%d,\"sub\":\"https://us\"}"
                .formatted(now.getEpochSecond() + 900));
    var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initVerify(Curve.key(bytes(vapid.publicKey())));
    signature.update((token[0] + "." + token[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(signature.verify(bytes(token[2]))).isTrue();
  }

  private static byte[] bytes(String base64) {
    return Base64.getUrlDecoder().decode(base64);
  }
}
