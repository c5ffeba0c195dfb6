package io.taskcall.sandbox.domain.grant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SealTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Token TOKEN = new Token(Token.Kind.REFRESH, "demo", 7);

  @Test
  void sealed_token_is_known_again_even_by_another_process() {
    assertThat(new Seal("secret").open(new Seal("secret").seal(TOKEN))).contains(TOKEN);
  }

  @Test
  void foreign_or_altered_token_is_not_opened() {
    var sealed = new Seal("secret").seal(TOKEN);
    assertThat(new Seal("other").open(sealed)).isEmpty();
    assertThat(new Seal("secret").open(sealed + "x")).isEmpty();
    assertThat(new Seal("secret").open("ddoauth_")).isEmpty();
    assertThat(new Seal("secret").open("")).isEmpty();
  }

  @Test
  void refresh_token_is_good_until_its_successor_is_used() {
    var grant = new Grant("demo", 0, false);
    assertThat(grant.accepts(0)).isTrue();
    var used = grant.usedWith(1);
    assertThat(used.accepts(0)).isFalse();
    assertThat(used.accepts(1)).isTrue();
    assertThat(used.revoke().accepts(2)).isFalse();
  }

  @Test
  void code_ends_exactly_when_it_expires() {
    var code = new Code("http://localhost/cb", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", NOON);
    var verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    assertThat(code.redeemableWith("http://localhost/cb", verifier, NOON.minusMillis(1))).isTrue();
    assertThat(code.redeemableWith("http://localhost/cb", verifier, NOON)).isFalse();
    assertThat(code.redeemableWith("http://localhost/cb", null, NOON.minusMillis(1))).isFalse();
  }

  @Test
  void registered_addresses_must_match_to_the_letter() {
    var request =
        new AuthorizationRequest("taskcall", "http://localhost/cb", "code", "x", "S256", null);
    assertThat(request.unsafe("taskcall", Set.of())).isEmpty();
    assertThat(request.unsafe("taskcall", Set.of("http://localhost/cb"))).isEmpty();
    assertThat(request.unsafe("taskcall", Set.of("http://localhost/cb/"))).isPresent();
    assertThat(request.unsafe("somebody", Set.of())).isPresent();
  }
}
