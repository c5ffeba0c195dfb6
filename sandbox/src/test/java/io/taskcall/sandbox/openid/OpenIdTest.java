package io.taskcall.sandbox.openid;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskcall.sandbox.Http;
import io.taskcall.sandbox.Sandbox;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenIdTest {
  /** The pair of RFC 7636, appendix B. */
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final String BACK = "http://localhost:8080/sign-in/sso/callback";

  @TestHTTPResource("/")
  URI uri;

  private Http http;

  @BeforeEach
  void connect() {
    http = Sandbox.at(uri).http();
  }

  @Test
  void person_is_asked_who_they_are_with_the_address_that_the_client_has_heard() {
    var page = http.get("/openid/authorize?" + query(asked()) + "&login_hint=kim%40demo.example");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text())
        .contains("value=\"kim@demo.example\"", ">Sign in</button>", ">Deny</button>")
        .contains("value=\"nonce-&lt;1&gt;\"");
  }

  @Test
  void client_learns_who_has_signed_in_under_a_signature_that_the_published_key_verifies()
      throws Exception {
    var found = http.get("/openid/.well-known/openid-configuration").json();
    var issuer = found.path("issuer").asText();
    assertThat(issuer).isEqualTo(uri.resolve("openid").toString());
    var tokens = http.form("/openid/token", redeem(signIn("Kim@demo.example")));
    assertThat(tokens.status()).isEqualTo(200);
    var keys = http.get(URI.create(found.path("jwks_uri").asText()).getPath()).text();
    assertThat(keys).doesNotContain("\"d\"");
    var claims =
        new JwtConsumerBuilder()
            .setVerificationKeyResolver(
                new JwksVerificationKeyResolver(new JsonWebKeySet(keys).getJsonWebKeys()))
            .setExpectedIssuer(true, issuer)
            .setExpectedAudience(true, "taskcall")
            .build()
            .processToClaims(tokens.json().path("id_token").asText());
    assertThat(claims.getClaimValue("email")).isEqualTo("kim@demo.example");
    assertThat(claims.getClaimValue("email_verified")).isEqualTo(true);
    assertThat(claims.getClaimValue("nonce")).isEqualTo("nonce-<1>");
  }

  @Test
  void code_is_good_once_and_with_its_proof_alone() {
    var code = signIn("kim@demo.example");
    assertThat(http.form("/openid/token", redeem(code)).status()).isEqualTo(200);
    assertThat(http.form("/openid/token", redeem(code)).text()).contains("invalid_grant");
    var unproven = redeem(signIn("kim@demo.example"));
    unproven.put("code_verifier", VERIFIER + "x");
    assertThat(http.form("/openid/token", unproven).text()).contains("invalid_grant");
  }

  @Test
  void client_with_a_wrong_secret_learns_nothing() {
    var form = redeem(signIn("kim@demo.example"));
    form.put("client_secret", "wrong");
    assertThat(http.form("/openid/token", form).status()).isEqualTo(401);
    var header = new Http(http.base(), Map.of("Authorization", "Basic no-base64"));
    assertThat(header.form("/openid/token", redeem("x")).status()).isEqualTo(401);
  }

  @Test
  void denied_client_is_told_so_and_nobody_is_sent_to_an_unknown_address() {
    var form = asked();
    form.put("decision", "deny");
    assertThat(http.form("/openid/authorize", form).header("Location"))
        .isEqualTo(BACK + "?error=access_denied&state=state-1");
    form.put("redirect_uri", "https://evil.example");
    assertThat(http.form("/openid/authorize", form).status()).isEqualTo(400);
  }

  private String signIn(String email) {
    var form = asked();
    form.put("decision", "sign-in");
    form.put("email", email);
    form.put("name", "Kim Doe");
    var back = http.form("/openid/authorize", form).header("Location");
    assertThat(back).startsWith(BACK + "?code=").endsWith("&state=state-1");
    return back.replaceAll(".*code=([^&]*).*", "$1");
  }

  private static Map<String, String> asked() {
    var asked = new HashMap<String, String>();
    asked.put("client_id", "taskcall");
    asked.put("redirect_uri", BACK);
    asked.put("response_type", "code");
    asked.put("code_challenge", CHALLENGE);
    asked.put("code_challenge_method", "S256");
    asked.put("state", "state-1");
    asked.put("nonce", "nonce-<1>");
    return asked;
  }

  private static Map<String, String> redeem(String code) {
    var form = new HashMap<String, String>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", BACK);
    form.put("code_verifier", VERIFIER);
    form.put("client_id", "taskcall");
    form.put("client_secret", "sandbox-openid-secret");
    return form;
  }

  private static String query(Map<String, String> asked) {
    return asked.entrySet().stream()
        .map(field -> field.getKey() + "=" + Http.encode(field.getValue()))
        .reduce((one, other) -> one + "&" + other)
        .orElseThrow();
  }
}
