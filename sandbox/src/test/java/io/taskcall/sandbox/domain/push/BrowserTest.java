package io.taskcall.sandbox.domain.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.spec.ECPrivateKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class BrowserTest {
  /** The example of RFC 8291, section 5. */
  @Test
  void message_of_the_standard_is_opened() throws GeneralSecurityException {
    var publicKey =
        Curve.key(
            bytes(
                "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"));
    var privateKey =
        KeyFactory.getInstance("EC")
            .generatePrivate(
                new ECPrivateKeySpec(
                    new BigInteger(1, bytes("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94")),
                    publicKey.getParams()));
    var browser =
        Browser.of("rfc", new KeyPair(publicKey, privateKey), bytes("BTBZMqHH6r4Tts7J_aSIgg"));
    var sealed =
        bytes(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
    assertThat(browser.open(sealed)).isEqualTo("When I grow up, I want to be a watermelon");
  }

  @Test
  void message_for_another_browser_is_not_opened() {
    var browser = Browser.fresh("one", new SecureRandom());
    assertThatThrownBy(() -> browser.open(new byte[200]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> browser.open(new byte[3]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sender_who_is_not_signed_claims_nothing() {
    assertThat(Vapid.claims("vapid t=a.b.c, k=d")).isEmpty();
    assertThat(Vapid.claims("Bearer x")).isEmpty();
  }

  private static byte[] bytes(String base64) {
    return Base64.getUrlDecoder().decode(base64);
  }
}
