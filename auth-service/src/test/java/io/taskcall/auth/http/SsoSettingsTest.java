package io.taskcall.auth.http;

import static io.restassured.RestAssured.given;
import static io.taskcall.auth.fixtures.AuthForTests.PROVIDER;
import static io.taskcall.auth.fixtures.Neighbours.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.taskcall.auth.fixtures.AuthForTests;
import io.taskcall.auth.fixtures.Browser;
import io.taskcall.auth.fixtures.Company;
import io.taskcall.auth.fixtures.FakeProvider;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(AuthForTests.class)
class SsoSettingsTest {
  @Inject DataSource database;

  private Company company;

  @BeforeEach
  void honestProvider() {
    PROVIDER.reset();
    company = new Company(database);
  }

  @Test
  void settings_are_kept_shown_without_the_secret_and_removed() {
    var owner = company.owner.apiKey();
    get(owner).body("settings", nullValue()).body("redirectUri", endsWith("/sign-in/sso/callback"));
    company
        .choose(owner, Map.of("required", true, "domain", company.domain.toUpperCase(Locale.ROOT)))
        .then()
        .statusCode(200)
        .body("settings.domain", equalTo(company.domain))
        .body("settings.required", equalTo(true))
        .body("settings.letsOwnersIn", equalTo(true))
        .body(not(containsString(FakeProvider.CLIENT_SECRET)));
    get(owner).body("settings.issuer", equalTo(PROVIDER.issuer()));
    delete(owner, 204);
    delete(owner, 404);
    get(owner).body("settings", nullValue());
    assertThat(auditLog(owner)).contains("single_sign_on_set", "single_sign_on_removed");
    assertThat(auditLog(owner)).doesNotContain(FakeProvider.CLIENT_SECRET);
  }

  @ParameterizedTest
  @CsvSource({
    "owner, 200",
    "admin, 200",
    "user, 403",
    "limited_user, 403",
    "stakeholder, 403",
    "limited_stakeholder, 403"
  })
  void each_role_may_look_and_choose_as_the_table_says(String role, int status) {
    var key = company.person(role, "somebody").apiKey();
    assertThat(company.choose(key, Map.of()).statusCode()).isEqualTo(status);
    assertThat(given().header("Authorization", "Bearer " + key).get("/api/v1/sso").statusCode())
        .isEqualTo(status);
    if (status == 403) {
      delete(key, 403);
    }
  }

  @Test
  void other_organization_sees_changes_and_removes_nothing_of_it() {
    company.withSingleSignOn();
    var other = new Company(database);
    get(other.owner.apiKey()).body("settings", nullValue());
    delete(other.owner.apiKey(), 404);
    assertThat(other.choose(other.owner.apiKey(), Map.of("domain", company.domain)).statusCode())
        .isEqualTo(400);
    get(company.owner.apiKey()).body("settings.domain", equalTo(company.domain));
  }

  @Test
  void secret_stays_if_none_is_sent_and_goes_to_no_other_provider() {
    var owner = company.owner.apiKey();
    var without = new HashMap<String, Object>();
    without.put("clientSecret", null);
    wrong(company.choose(owner, without).then(), "clientSecret");
    company.withSingleSignOn();
    company.withSingleSignOn(owner, without);
    assertThat(Company.signIn(new Browser(), company.verified("kim")).status()).isEqualTo(303);
    without.put("issuer", PROVIDER.issuer() + "/other");
    int calls = PROVIDER.calls();
    wrong(company.choose(owner, without).then(), "clientSecret");
    assertThat(PROVIDER.calls()).isEqualTo(calls);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8085/idp",
        "http://id.example.com",
        "https://127.0.0.1",
        "https://10.0.0.1/idp",
        "https://169.254.169.254/latest",
        "https://[::1]/idp",
        "https://me:pass@id.example.com",
        "ftp://id.example.com",
        "file:///etc/passwd",
        "id.example.com",
      })
  void issuer_in_our_own_network_or_without_tls_is_not_asked(String issuer) {
    wrong(company.choose(company.owner.apiKey(), Map.of("issuer", issuer)).then(), "issuer");
    get(company.owner.apiKey()).body("settings", nullValue());
  }

  @Test
  void what_does_not_answer_as_a_provider_is_not_kept() {
    var owner = company.owner.apiKey();
    company
        .choose(owner, Map.of("issuer", PROVIDER.issuer() + "/"))
        .then()
        .statusCode(503)
        .body("detail", containsString("right to the letter"));
    PROVIDER.saysOfItself("jwks_uri", 7);
    company.choose(owner, Map.of()).then().statusCode(503);
    PROVIDER.reset();
    PROVIDER.saysOfItself("padding", "x".repeat(600_000));
    company
        .choose(owner, Map.of())
        .then()
        .statusCode(503)
        .body("detail", containsString("more than a provider has to say"));
    PROVIDER.reset();
    PROVIDER.isDown();
    company
        .choose(owner, Map.of())
        .then()
        .statusCode(503)
        .body("detail", containsString("it answered 503"));
    get(owner).body("settings", nullValue());
  }

  @Test
  void what_is_missing_or_wrong_is_said() {
    var owner = company.owner.apiKey();
    for (var field : List.of("issuer", "clientId", "domain", "role")) {
      var without = new HashMap<String, Object>();
      without.put(field, null);
      wrong(company.choose(owner, without).then(), field);
    }
    wrong(company.choose(owner, Map.of("role", "owner")).then(), "role");
    wrong(company.choose(owner, Map.of("domain", "gmail.com")).then(), "domain");
    wrong(company.choose(owner, Map.of("colour", "red")).then(), "colour");
  }

  @Test
  void session_changes_them_only_from_our_own_pages() {
    var browser = Browser.signedIn(company.owner.email(), PASSWORD);
    var cookie = browser.cookies().get("taskcall-session");
    given()
        .cookie("taskcall-session", cookie)
        .header("Origin", "https://evil.example")
        .delete("/api/v1/sso")
        .then()
        .statusCode(403);
    given().cookie("taskcall-session", cookie).delete("/api/v1/sso").then().statusCode(403);
    var form = form();
    form.put("form_token", "forged");
    assertThat(browser.post("/account/sso", form).status()).isEqualTo(403);
    assertThat(browser.post("/account/sso/remove", Map.of("form_token", "x")).status())
        .isEqualTo(403);
    get(company.owner.apiKey()).body("settings", nullValue());
  }

  @Test
  void owner_sets_it_on_a_page_and_removes_it_there() {
    var browser = Browser.signedIn(company.owner.email(), PASSWORD);
    assertThat(browser.get("/account").body()).contains("/account/sso");
    var empty = browser.get("/account/sso");
    assertThat(empty.textOf("redirect_uri")).endsWith("/sign-in/sso/callback");
    assertThat(empty.body()).contains("value=\"" + company.domain + "\"").doesNotContain("Remove");
    assertThat(browser.post("/account/sso", form()).status()).isEqualTo(303);
    var there = browser.get("/account/sso");
    assertThat(there.body())
        .contains("sign in at " + PROVIDER.issuer(), "Remove single sign-on")
        .doesNotContain(FakeProvider.CLIENT_SECRET);
    var wrong = form();
    wrong.put("domain", "gmail.com");
    var refused = browser.post("/account/sso", wrong);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).contains("Domain must be that of an owner");
    wrong = form();
    wrong.put("issuer", "https://127.0.0.1");
    assertThat(browser.post("/account/sso", wrong).body()).contains("not of the public internet");
    assertThat(browser.post("/account/sso/remove", Map.of()).status()).isEqualTo(303);
    get(company.owner.apiKey()).body("settings", nullValue());
  }

  @Test
  void others_see_neither_the_page_nor_the_way_there() {
    var ben = company.person("user", "ben");
    var browser = Browser.signedIn(ben.email(), PASSWORD);
    assertThat(browser.get("/account").body()).doesNotContain("/account/sso");
    assertThat(browser.get("/account/sso").status()).isEqualTo(403);
    browser.get("/account");
    assertThat(browser.post("/account/sso", form()).status()).isEqualTo(403);
    assertThat(browser.post("/account/sso/remove", Map.of()).status()).isEqualTo(403);
    assertThat(new Browser().get("/account/sso").location()).startsWith("/sign-in?next=");
  }

  private Map<String, String> form() {
    var form = new HashMap<String, String>();
    form.put("issuer", PROVIDER.issuer());
    form.put("client_id", FakeProvider.CLIENT_ID);
    form.put("client_secret", FakeProvider.CLIENT_SECRET);
    form.put("domain", company.domain);
    form.put("role", "USER");
    return form;
  }

  private static ValidatableResponse get(String key) {
    return given()
        .header("Authorization", "Bearer " + key)
        .get("/api/v1/sso")
        .then()
        .statusCode(200);
  }

  private static void delete(String key, int status) {
    given()
        .header("Authorization", "Bearer " + key)
        .delete("/api/v1/sso")
        .then()
        .statusCode(status);
  }

  private static void wrong(ValidatableResponse answer, String field) {
    answer.statusCode(400).body("field", equalTo(field));
  }

  private static String auditLog(String key) {
    return given().header("Authorization", "Bearer " + key).get("/api/v1/audit-log").asString();
  }
}
