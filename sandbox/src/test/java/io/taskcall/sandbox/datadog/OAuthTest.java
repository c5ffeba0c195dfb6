package io.taskcall.sandbox.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskcall.sandbox.Http;
import io.taskcall.sandbox.Sandbox;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OAuthTest {
  /** The pair of RFC 7636, appendix B. */
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final String CALLBACK = "http://localhost:8080/callback?tenant=1";
  private static final String AUTHORIZE = "/datadog/oauth2/v1/authorize";
  private static final String TOKEN = "/datadog/oauth2/v1/token";

  @TestHTTPResource("/")
  URI uri;

  private Sandbox sandbox;
  private Http http;

  @BeforeEach
  void connect() {
    sandbox = Sandbox.at(uri);
    http = sandbox.http();
  }

  @Test
  void person_is_asked_with_two_buttons() {
    var page = http.get(authorizePath(CALLBACK, CHALLENGE));
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text())
        .contains(">Authorize</button>", ">Deny</button>", "<li>incident_write</li>")
        .contains("value=\"http://localhost:8080/callback?tenant=1\"");
  }

  @Test
  void authorized_client_comes_back_with_code_and_domain_and_gets_tokens() {
    var back = decide("authorize", CALLBACK).header("Location");
    assertThat(back)
        .startsWith("http://localhost:8080/callback?tenant=1&")
        .contains("domain=sandbox");

    var tokens = http.form(TOKEN, redeem(code(back), VERIFIER));
    assertThat(tokens.status()).isEqualTo(200);
    assertThat(tokens.json().path("expires_in").asInt()).isEqualTo(3600);
    var access = tokens.json().path("access_token").asText();
    assertThat(http.withToken(access).get("/datadog/api/v2/incidents").status()).isEqualTo(200);
  }

  @Test
  void code_is_good_once() {
    var code = code(decide("authorize", CALLBACK).header("Location"));
    assertThat(http.form(TOKEN, redeem(code, VERIFIER)).status()).isEqualTo(200);
    assertInvalidGrant(http.form(TOKEN, redeem(code, VERIFIER)));
  }

  @Test
  void wrong_proof_or_redirect_gets_nothing() {
    var code = code(decide("authorize", CALLBACK).header("Location"));
    assertInvalidGrant(http.form(TOKEN, redeem(code, VERIFIER + "x")));
    var other =
        new HashMap<>(redeem(code(decide("authorize", CALLBACK).header("Location")), VERIFIER));
    other.put("redirect_uri", "http://localhost:8080/elsewhere");
    assertInvalidGrant(http.form(TOKEN, other));
  }

  @Test
  void denied_client_is_told_so() {
    assertThat(decide("deny", CALLBACK).header("Location"))
        .isEqualTo("http://localhost:8080/callback?tenant=1&error=access_denied");
  }

  @Test
  void client_without_proof_key_is_sent_back() {
    assertThat(http.get(authorizePath(CALLBACK, "")).header("Location"))
        .endsWith("error=invalid_request");
  }

  @Test
  void nobody_is_sent_to_an_unknown_address() {
    var answer = http.get(authorizePath("https://evil.example/callback", CHALLENGE));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Location")).isEmpty();
  }

  @Test
  void refresh_tokens_rotate_and_the_one_before_last_is_dead() {
    var first = tokens(refresh("sandbox-refresh-token"));
    var again = tokens(refresh("sandbox-refresh-token"));
    assertThat(again).as("asked again after a lost answer").isEqualTo(first);
    var second = tokens(refresh(first));
    assertThat(second).isNotEqualTo(first);
    assertInvalidGrant(refresh("sandbox-refresh-token"));
    tokens(refresh(second));
    assertInvalidGrant(refresh(first));
  }

  @Test
  void client_without_secret_is_unauthorized_and_with_a_wrong_one_refused() {
    var form = new HashMap<>(Map.of("grant_type", "refresh_token", "client_id", "taskcall"));
    assertThat(http.form(TOKEN, form).status()).isEqualTo(401);
    form.put("client_secret", "wrong");
    var refused = http.form(TOKEN, form);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("error").asText()).isEqualTo("invalid_client");
  }

  @Test
  void revoked_grant_is_dead_and_revoking_is_always_fine() {
    var code = code(decide("authorize", CALLBACK).header("Location"));
    var tokens = http.form(TOKEN, redeem(code, VERIFIER)).json();
    var refresh = tokens.path("refresh_token").asText();
    assertThat(revoke(refresh).status()).isEqualTo(200);
    assertThat(revoke("never heard of").status()).isEqualTo(200);
    assertInvalidGrant(refresh(refresh));
    var access = tokens.path("access_token").asText();
    assertThat(http.withToken(access).get("/datadog/api/v2/incidents").status()).isEqualTo(401);
  }

  @Test
  void switch_revokes_every_grant_until_it_is_put_back() {
    var code = code(decide("authorize", CALLBACK).header("Location"));
    var tokens = http.form(TOKEN, redeem(code, VERIFIER)).json();
    var client = http.withToken(tokens.path("access_token").asText());
    sandbox.set("revoked", true);
    var answer = client.get("/datadog/api/v2/incidents");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.text()).isEqualTo("{\"errors\":[\"Unauthorized\"]}");
    assertInvalidGrant(refresh(tokens.path("refresh_token").asText()));
    sandbox.set("revoked", false);
    assertThat(client.get("/datadog/api/v2/incidents").status()).isEqualTo(200);
  }

  @Test
  void token_opens_only_what_its_client_is_registered_for() {
    var code = code(decide("authorize", CALLBACK).header("Location"));
    var access = http.form(TOKEN, redeem(code, VERIFIER)).json().path("access_token").asText();
    var client = http.withToken(access);
    assertThat(client.get("/datadog/api/v1/monitor/8248529").status()).isEqualTo(200);
    var refused =
        client.post(
            "/datadog/api/v1/integration/webhooks/configuration/webhooks",
            "{\"name\":\"x\",\"url\":\"http://localhost\"}");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().at("/errors/0").asText()).isEqualTo("Forbidden");
  }

  private Http.Answer decide(String decision, String redirect) {
    return http.form(
        AUTHORIZE,
        Map.of(
            "client_id",
            "taskcall",
            "redirect_uri",
            redirect,
            "response_type",
            "code",
            "code_challenge",
            CHALLENGE,
            "code_challenge_method",
            "S256",
            "decision",
            decision));
  }

  private Http.Answer refresh(String token) {
    return http.form(
        TOKEN,
        Map.of(
            "grant_type", "refresh_token",
            "client_id", "taskcall",
            "client_secret", "sandbox-secret",
            "refresh_token", token));
  }

  private Http.Answer revoke(String token) {
    return http.form(
        "/datadog/oauth2/v1/revoke",
        Map.of("client_id", "taskcall", "client_secret", "sandbox-secret", "token", token));
  }

  private static Map<String, String> redeem(String code, String verifier) {
    return Map.of(
        "grant_type",
        "authorization_code",
        "client_id",
        "taskcall",
        "client_secret",
        "sandbox-secret",
        "redirect_uri",
        CALLBACK,
        "code",
        code,
        "code_verifier",
        verifier);
  }

  private static String authorizePath(String redirect, String challenge) {
    return AUTHORIZE
        + "?client_id=taskcall&response_type=code&code_challenge_method=S256&code_challenge="
        + challenge
        + "&redirect_uri="
        + Http.encode(redirect);
  }

  private static String code(String location) {
    return location.replaceAll(".*[?&]code=([^&]+).*", "$1");
  }

  private static String tokens(Http.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().path("refresh_token").asText();
  }

  private static void assertInvalidGrant(Http.Answer answer) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").asText()).isEqualTo("invalid_grant");
  }
}
