package io.taskcall.auth.sso;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.sso.Claims;
import io.taskcall.auth.fixtures.FakeProvider;
import io.taskcall.auth.fixtures.FakeProvider.Signing;
import java.time.Instant;
import java.util.function.Consumer;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IdTokensTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final String ISSUER = "https://id.work.example";
  private static final String CLIENT = "taskcall";
  private static final Secret NONCE = new Secret("nonce-1");

  @Test
  void token_of_the_provider_for_us_about_this_sign_in_is_believed() {
    assertThat(check(_ -> {}))
        .isEqualTo(
            new IdTokens.Checked.Good(new Claims("kim-1", "kim@work.example", true, "Kim Doe")));
  }

  @ParameterizedTest
  @EnumSource(value = Signing.class, mode = EnumSource.Mode.EXCLUDE, names = "ITS_KEY")
  void token_that_its_key_has_not_signed_is_refused(Signing with) {
    assertThat(look(FakeProvider.signed(claims(), with)))
        .isEqualTo(bad("it is not signed with a key of the provider"));
  }

  @Test
  void token_that_was_changed_after_signing_is_refused() {
    var parts = FakeProvider.signed(claims(), Signing.ITS_KEY).split("\\.", -1);
    var other = claims();
    other.setSubject("olga-1");
    var others = FakeProvider.signed(other, Signing.ITS_KEY).split("\\.", -1);
    assertThat(look(parts[0] + "." + others[1] + "." + parts[2]))
        .isEqualTo(bad("it is not signed with a key of the provider"));
  }

  @Test
  void token_for_another_application_is_refused() {
    assertThat(check(claims -> claims.setAudience("other")))
        .isEqualTo(bad("it is meant for another application"));
    assertThat(check(claims -> claims.unsetClaim("aud"))).isInstanceOf(IdTokens.Checked.Bad.class);
    assertThat(check(claims -> claims.setAudience(CLIENT, "other")))
        .isEqualTo(bad("it is meant for another application"));
    assertThat(check(claims -> claims.setStringClaim("azp", "other")))
        .isEqualTo(bad("it is meant for another application"));
  }

  @Test
  void token_for_us_among_others_is_believed_if_it_was_made_for_us() {
    assertThat(
            check(claims -> {
              claims.setAudience(CLIENT, "other");
              claims.setStringClaim("azp", CLIENT);
            }))
        .isInstanceOf(IdTokens.Checked.Good.class);
  }

  @Test
  void token_of_another_issuer_is_refused() {
    assertThat(check(claims -> claims.setIssuer(ISSUER + "/")))
        .isEqualTo(bad("it is from another issuer"));
    assertThat(check(claims -> claims.unsetClaim("iss"))).isInstanceOf(IdTokens.Checked.Bad.class);
  }

  @Test
  void token_is_good_until_it_expires_give_or_take_a_minute() {
    assertThat(check(claims -> lives(claims, 300, NOON.minusSeconds(59))))
        .isInstanceOf(IdTokens.Checked.Good.class);
    assertThat(check(claims -> lives(claims, 300, NOON.minusSeconds(61))))
        .isEqualTo(bad("it has expired"));
    assertThat(check(claims -> claims.unsetClaim("exp"))).isInstanceOf(IdTokens.Checked.Bad.class);
  }

  @Test
  void token_that_was_made_long_ago_or_in_the_future_is_refused() {
    assertThat(check(claims -> claims.setIssuedAt(at(NOON.minusSeconds(700)))))
        .isEqualTo(bad("it is too old"));
    assertThat(check(claims -> claims.setIssuedAt(at(NOON.plusSeconds(61)))))
        .isEqualTo(bad("it is from the future"));
    assertThat(check(claims -> claims.setIssuedAt(at(NOON.plusSeconds(59)))))
        .isInstanceOf(IdTokens.Checked.Good.class);
    assertThat(check(claims -> claims.unsetClaim("iat"))).isInstanceOf(IdTokens.Checked.Bad.class);
  }

  @Test
  void token_of_another_sign_in_is_refused() {
    assertThat(check(claims -> claims.setStringClaim("nonce", "nonce-2")))
        .isEqualTo(bad("it does not belong to this sign-in"));
    assertThat(check(claims -> claims.unsetClaim("nonce")))
        .isEqualTo(bad("it does not belong to this sign-in"));
  }

  @Test
  void token_about_nobody_is_refused() {
    assertThat(check(claims -> claims.unsetClaim("sub"))).isInstanceOf(IdTokens.Checked.Bad.class);
    assertThat(check(claims -> claims.setSubject(" "))).isInstanceOf(IdTokens.Checked.Bad.class);
  }

  @Test
  void what_is_no_token_and_what_are_no_keys_is_refused() {
    for (var nonsense : new String[] {"", "a.b.c", "{}", "x"}) {
      assertThat(look(nonsense)).as(nonsense).isInstanceOf(IdTokens.Checked.Bad.class);
    }
    var token = FakeProvider.signed(claims(), Signing.ITS_KEY);
    for (var keys : new String[] {"{}", "{\"keys\":[]}", "{\"keys\":7}", "no"}) {
      assertThat(IdTokens.check(token, keys, ISSUER, CLIENT, NONCE, NOON))
          .as(keys)
          .isInstanceOf(IdTokens.Checked.Bad.class);
    }
  }

  @Test
  void address_is_verified_only_if_the_provider_says_so() {
    assertThat(verified(claims -> claims.unsetClaim("email_verified"))).isFalse();
    assertThat(verified(claims -> claims.setClaim("email_verified", false))).isFalse();
    assertThat(verified(claims -> claims.setClaim("email_verified", "no"))).isFalse();
    assertThat(verified(claims -> claims.setClaim("email_verified", "true"))).isTrue();
  }

  private static void lives(JwtClaims claims, long seconds, Instant until) {
    claims.setIssuedAt(at(until.minusSeconds(seconds)));
    claims.setExpirationTime(at(until));
  }

  private static boolean verified(Consumer<JwtClaims> with) {
    return ((IdTokens.Checked.Good) check(with)).claims().emailVerified();
  }

  private static IdTokens.Checked check(Consumer<JwtClaims> with) {
    var claims = claims();
    with.accept(claims);
    return look(FakeProvider.signed(claims, Signing.ITS_KEY));
  }

  private static IdTokens.Checked look(String token) {
    return IdTokens.check(token, FakeProvider.publishedKeys(), ISSUER, CLIENT, NONCE, NOON);
  }

  private static IdTokens.Checked bad(String reason) {
    return new IdTokens.Checked.Bad(reason);
  }

  private static JwtClaims claims() {
    var claims = new JwtClaims();
    claims.setIssuer(ISSUER);
    claims.setAudience(CLIENT);
    claims.setSubject("kim-1");
    claims.setIssuedAt(at(NOON));
    claims.setExpirationTime(at(NOON.plusSeconds(300)));
    claims.setStringClaim("nonce", NONCE.reveal());
    claims.setStringClaim("name", "Kim Doe");
    claims.setStringClaim("email", "kim@work.example");
    claims.setClaim("email_verified", true);
    return claims;
  }

  private static NumericDate at(Instant when) {
    return NumericDate.fromSeconds(when.getEpochSecond());
  }
}
