package io.taskcall.auth.pages;

import static io.restassured.RestAssured.given;
import static io.taskcall.auth.fixtures.AuthForTests.OWNER_PASSWORD;
import static io.taskcall.auth.fixtures.AuthForTests.SETUP;
import static io.taskcall.auth.fixtures.AuthForTests.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.taskcall.auth.fixtures.AuthForTests;
import io.taskcall.auth.fixtures.Browser;
import io.taskcall.auth.fixtures.Database;
import io.taskcall.auth.fixtures.Neighbours;
import io.taskcall.auth.setup.SetupForTests;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(AuthForTests.class)
class SignInTest {
  private static final String ANA = "ana@demo.example";

  @Inject SetupForTests setup;
  @Inject DataSource database;

  @BeforeEach
  void asItWas() {
    setup.apply(SETUP);
    execute("delete from sign_in_failure");
  }

  @Test
  void owner_signs_in_with_the_password_of_the_setup_and_out_again() {
    var browser = new Browser();
    assertThat(browser.get("/account").location()).isEqualTo("/sign-in?next=%2Faccount");
    var in = browser.signIn("Ana@Demo.example", OWNER_PASSWORD);
    assertThat(in.status()).isEqualTo(303);
    assertThat(in.location()).isEqualTo("/account");
    assertThat(browser.get("/account").body())
        .contains("Ana Silva", "127.0.0.1", "End")
        .doesNotContain(OWNER_PASSWORD);
    assertThat(browser.post("/sign-out", Map.of()).location()).isEqualTo("/sign-in");
    assertThat(browser.get("/account").status()).isEqualTo(303);
  }

  @Test
  void pages_allow_no_script_but_ours_no_frame_and_no_copy() {
    var page = new Browser().get("/sign-in");
    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'")
        .contains("script-src 'self'; connect-src 'self'")
        .doesNotContain("unsafe");
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(page.body().replace("<script src=\"/look/passkeys.js\" defer></script>", ""))
        .doesNotContain("<script", "style=", "onclick");
    assertThat(new Browser().get("/account/password").header("Content-Security-Policy"))
        .contains("default-src 'none'")
        .doesNotContain("unsafe", "script-src");
    var cookie = page.header("Set-Cookie");
    assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/");
    assertThat(new Browser().get("/look/taskcall.css").status()).isEqualTo(200);
    assertThat(new Browser().get("/look/passkeys.js").header("Content-Type"))
        .contains("javascript");
  }

  @Test
  void wrong_password_and_unknown_person_look_the_same() {
    var wrong = new Browser().signIn(ANA, "wrong-password");
    var unknown = new Browser().signIn("nobody@demo.example", "wrong-password");
    assertThat(wrong.status()).isEqualTo(401).isEqualTo(unknown.status());
    assertThat(wrong.body().replace(ANA, "X").replaceAll("value=\"[^\"]{43}\"", ""))
        .isEqualTo(
            unknown
                .body()
                .replace("nobody@demo.example", "X")
                .replaceAll("value=\"[^\"]{43}\"", ""));
  }

  @Test
  void session_that_was_there_before_signing_in_is_worth_nothing_after_it() {
    var browser = new Browser();
    browser.get("/sign-in");
    var before = Map.copyOf(browser.cookies());
    browser.signIn(ANA, OWNER_PASSWORD);
    assertThat(browser.cookies().get("taskcall-session"))
        .isNotEqualTo(before.get("taskcall-session"));
    var attacker = new Browser();
    attacker.cookies().putAll(before);
    assertThat(attacker.get("/account").status()).isEqualTo(303);
  }

  @Test
  void thousand_wrong_passwords_are_hardly_looked_at_and_lock_nobody_out() {
    var known = Browser.signedIn(ANA, OWNER_PASSWORD);
    known.post("/sign-out", Map.of());
    var guesser = new Browser();
    guesser.get("/sign-in");
    int looked =
        (int)
            IntStream.range(0, 1_000)
                .mapToObj(i ->
                    guesser.post(
                        "/sign-in", Map.of("email", ANA, "password", "wrong-password-" + i)))
                .filter(page -> page.status() == 401)
                .count();
    assertThat(looked).isBetween(5, 60);
    var refused = guesser.post("/sign-in", Map.of("email", ANA, "password", OWNER_PASSWORD));
    if (refused.status() == 429) {
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 2);
    }
    // Her own browser does not wait, and neither does she for long anywhere else.
    assertThat(known.signIn(ANA, OWNER_PASSWORD).status()).isEqualTo(303);
    await().until(() -> new Browser().signIn(ANA, OWNER_PASSWORD).status() == 303);
  }

  @Test
  void device_mark_of_one_account_is_none_of_another() {
    var neighbour = new Neighbours(database).person("owner");
    var browser = Browser.signedIn(neighbour.email(), Neighbours.PASSWORD);
    var device = browser.cookies().get("taskcall-device");
    var guesser = new Browser();
    guesser.get("/sign-in");
    guesser.cookies().put("taskcall-device", device);
    for (int i = 0; i < 6; i++) {
      guesser.post("/sign-in", Map.of("email", ANA, "password", "wrong-password"));
    }
    assertThat(count("select count(*) from sign_in_failure where counter like 'device:%'"))
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "forged", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void form_without_the_token_of_its_browser_does_nothing(String token) {
    var browser = new Browser();
    browser.get("/sign-in");
    browser.token(token);
    var page = browser.post("/sign-in", Map.of("email", ANA, "password", OWNER_PASSWORD));
    assertThat(page.status()).isEqualTo(403);
    assertThat(page.body()).contains("out of date", "Nothing was changed");
  }

  @Test
  void token_of_another_browser_does_not_fit() {
    var other = new Browser();
    other.get("/sign-in");
    var browser = new Browser();
    browser.get("/sign-in");
    browser.token(other.token());
    assertThat(browser.post("/sign-in", Map.of("email", ANA, "password", OWNER_PASSWORD)).status())
        .isEqualTo(403);
  }

  @Test
  void form_that_another_site_sends_does_nothing_even_with_the_token() {
    for (var foreign :
        Map.of("Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site").entrySet()) {
      var browser = new Browser();
      browser.get("/sign-in");
      browser.header(foreign.getKey(), foreign.getValue());
      assertThat(
              browser.post("/sign-in", Map.of("email", ANA, "password", OWNER_PASSWORD)).status())
          .as(foreign.getKey())
          .isEqualTo(403);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "//evil.example", "/\\evil.example"})
  void nobody_is_sent_to_another_site_after_signing_in(String next) {
    var browser = new Browser();
    browser.get("/sign-in");
    var in =
        browser.post("/sign-in", Map.of("email", ANA, "password", OWNER_PASSWORD, "next", next));
    assertThat(in.location()).isEqualTo("/account");
  }

  @Test
  void sessions_are_listed_and_ended_over_rest() {
    var browser = Browser.signedIn(ANA, OWNER_PASSWORD);
    var session = "taskcall-session=" + browser.cookies().get("taskcall-session");
    var id =
        given()
            .header("Cookie", session)
            .get("/api/v1/sessions")
            .then()
            .statusCode(200)
            .extract()
            .<String>path("items.find { it.current }.id");
    given().header("Cookie", session).delete("/api/v1/sessions/" + id).then().statusCode(403);
    given()
        .header("Cookie", session)
        .header("Sec-Fetch-Site", "cross-site")
        .delete("/api/v1/sessions/" + id)
        .then()
        .statusCode(403);
    bearer(TOKEN).delete("/api/v1/sessions/" + id).then().statusCode(204);
    assertThat(browser.get("/account").status()).isEqualTo(303);
    given().header("Cookie", session).get("/api/v1/sessions").then().statusCode(401);
    bearer(TOKEN).delete("/api/v1/sessions/" + id).then().statusCode(404);
  }

  @Test
  void sessions_of_others_cannot_be_seen_or_ended() {
    Browser.signedIn(ANA, OWNER_PASSWORD);
    var mine = bearer(TOKEN).get("/api/v1/sessions").then().extract().<String>path("items[0].id");
    var neighbour = new Neighbours(database).person("owner");
    bearer(neighbour.apiKey()).delete("/api/v1/sessions/" + mine).then().statusCode(404);
    assertThat(
            bearer(neighbour.apiKey())
                .get("/api/v1/sessions")
                .then()
                .extract()
                .<List<?>>path("items"))
        .isEmpty();
  }

  @Test
  void password_that_the_setup_brings_again_leaves_one_that_was_chosen_since() {
    execute("update password set hash = (select hash from password limit 1)");
    long before = count("select count(*) from audit_entry where what = 'password_set'");
    setup.apply(SETUP);
    assertThat(count("select count(*) from audit_entry where what = 'password_set'"))
        .isEqualTo(before);
  }

  private static RequestSpecification bearer(String token) {
    return given().header("Authorization", "Bearer " + token);
  }

  private void execute(String sql) {
    new Database(database).execute(sql);
  }

  private long count(String sql) {
    return new Database(database).count(sql);
  }
}
