package io.taskcall.auth.http;

import static io.restassured.RestAssured.given;
import static io.taskcall.auth.fixtures.AuthForTests.SETUP;
import static io.taskcall.auth.fixtures.Neighbours.PASSWORD;
import static io.taskcall.auth.fixtures.PasskeyUser.asked;
import static io.taskcall.auth.fixtures.PasskeyUser.enter;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.taskcall.auth.fixtures.AuthForTests;
import io.taskcall.auth.fixtures.Browser;
import io.taskcall.auth.fixtures.Database;
import io.taskcall.auth.fixtures.Device;
import io.taskcall.auth.fixtures.Neighbours;
import io.taskcall.auth.fixtures.PasskeyUser;
import io.taskcall.auth.setup.SetupForTests;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signing in with passkeys: once, in one browser, in time. */
@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(AuthForTests.class)
class PasskeySignInTest {
  @Inject SetupForTests setup;
  @Inject DataSource database;

  private Database sql;
  private Neighbours neighbours;
  private Neighbours.Neighbour nora;
  private PasskeyUser user;
  private Device device;

  @BeforeEach
  void somebodyWithAPasskey() {
    setup.apply(SETUP);
    sql = new Database(database);
    sql.execute("delete from sign_in_failure");
    neighbours = new Neighbours(database);
    nora = neighbours.person("user");
    user = new PasskeyUser(nora);
    device = user.add("Phone");
  }

  @Test
  void person_signs_in_without_typing_anything_and_gets_the_session_of_a_password() {
    var browser = new Browser();
    var challenge = asked(browser);
    var before = browser.cookies().get("taskcall-session");
    var in = enter(browser, device.sign(challenge), "/account/integrations");
    assertThat(in.status()).isEqualTo(200);
    assertThat(JsonPath.from(in.body()).getString("next")).isEqualTo("/account/integrations");
    assertThat(in.header("Set-Cookie")).contains("HttpOnly", "SameSite=Lax");
    assertThat(browser.cookies().get("taskcall-session")).isNotEqualTo(before);
    assertThat(browser.cookies()).containsKey("taskcall-device");
    assertThat(browser.get("/account").body()).contains("Nora", nora.email());
    assertThat(user.list().getString("items[0].lastUsedAt")).isNotNull();
    assertThat(audited("passkey_used")).isEqualTo(1);
    assertThat(audited("signed_in")).isEqualTo(2);
  }

  @Test
  void whoever_has_a_second_factor_is_asked_for_no_code_besides() {
    sql.execute(
        "insert into second_factor (member_id, sealed, confirmed, used_step, changed_at)"
            + " values ('%s', 'x', true, 0, now())".formatted(nora.id()));
    var browser = new Browser();
    assertThat(enter(browser, device.sign(asked(browser))).status()).isEqualTo(200);
    assertThat(browser.get("/account").status()).isEqualTo(200);
  }

  @Test
  void where_single_sign_on_is_required_passkeys_open_nothing_but_for_owners() {
    sql.execute(
        """
        insert into sso (organization_id, issuer, client_id, client_secret, domain, role, required,
          lets_owners_in, changed_at)
        select organization_id, 'https://id.example', 'c', 'x', 'example', 'USER', true, false, now()
        from member where id = '%s'
        """
            .formatted(nora.id()));
    var browser = new Browser();
    var refused = enter(browser, device.sign(asked(browser)));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body()).contains("Sign in with your company");
    assertThat(browser.get("/account").status()).isEqualTo(303);
    sql.execute("update member set role = 'OWNER' where id = '%s'".formatted(nora.id()));
    assertThat(enter(browser, device.sign(asked(browser))).status()).isEqualTo(200);
    assertThat(audited("passkey_refused")).isEqualTo(1);
  }

  @Test
  void browser_is_told_to_find_any_passkey_that_verifies() {
    var browser = new Browser();
    browser.get("/sign-in");
    var options = JsonPath.from(browser.ask("/sign-in/passkey/options", "{}").body());
    assertThat(options.getString("rpId")).isEqualTo("localhost");
    assertThat(options.getString("userVerification")).isEqualTo("required");
    assertThat(options.getMap("")).doesNotContainKey("allowCredentials");
  }

  @Test
  void answer_that_is_sent_again_opens_nothing() {
    var browser = new Browser();
    var said = device.sign(asked(browser));
    var again = copy(browser);
    assertThat(enter(browser, said).status()).isEqualTo(200);
    var replayed = enter(again, said);
    assertThat(replayed.status()).isEqualTo(401);
    assertThat(replayed.body()).contains("begin again");
    assertThat(again.get("/account").status()).isEqualTo(303);
  }

  @Test
  void answer_that_is_sent_many_times_at_once_opens_once() {
    var browser = new Browser();
    var said = device.sign(asked(browser));
    var tries =
        Stream.generate(() -> copy(browser))
            .limit(6)
            .map(each -> CompletableFuture.supplyAsync(() -> enter(each, said).status()))
            .toList();
    assertThat(tries.stream().map(CompletableFuture::join))
        .containsOnlyOnce(200)
        .containsOnly(200, 401);
    assertThat(audited("passkey_used")).isEqualTo(1);
  }

  @Test
  void answer_opens_nothing_in_another_browser_and_stays_good_in_its_own() {
    var browser = new Browser();
    var said = device.sign(asked(browser));
    var thief = new Browser();
    thief.get("/sign-in");
    assertThat(enter(thief, said).status()).isEqualTo(401);
    assertThat(enter(browser, said).status()).isEqualTo(200);
  }

  @Test
  void challenge_that_was_never_given_or_was_given_for_adding_opens_nothing() {
    var browser = new Browser();
    browser.get("/sign-in");
    assertThat(enter(browser, device.sign("A".repeat(43))).status()).isEqualTo(401);
    var adding = user.challenge("Another");
    assertThat(enter(user.browser, device.sign(adding)).status()).isEqualTo(401);
  }

  @Test
  void challenge_that_is_five_minutes_old_opens_nothing() {
    var browser = new Browser();
    var challenge = asked(browser);
    sql.execute("update passkey_challenge set expires_at = now() - interval '1 second'");
    assertThat(enter(browser, device.sign(challenge)).status()).isEqualTo(401);
  }

  @Test
  void another_site_or_a_browser_without_our_cookie_gets_no_challenge() {
    given().post("/sign-in/passkey/options").then().statusCode(403);
    given()
        .header("Sec-Fetch-Site", "cross-site")
        .post("/sign-in/passkey/options")
        .then()
        .statusCode(403);
    given()
        .header("Origin", "https://evil.example")
        .post("/sign-in/passkey/options")
        .then()
        .statusCode(403);
    assertThat(new Browser().ask("/sign-in/passkey/options", "{}").status()).isEqualTo(400);
  }

  @Test
  void nobody_is_sent_to_another_site_afterwards() {
    for (var next : List.of("https://evil.example", "//evil.example", "/\\evil.example")) {
      var browser = new Browser();
      var in = enter(browser, device.sign(asked(browser)), next);
      assertThat(JsonPath.from(in.body()).getString("next")).isEqualTo("/account");
    }
  }

  @Test
  void passwords_and_challenges_are_in_no_log() throws Exception {
    var browser = new Browser();
    var challenge = asked(browser);
    enter(browser, device.sign(challenge));
    assertThat(java.nio.file.Files.readString(AuthForTests.log()))
        .doesNotContain(challenge, browser.cookies().get("taskcall-session"), PASSWORD);
  }

  private static Browser copy(Browser browser) {
    var same = new Browser();
    same.cookies().putAll(browser.cookies());
    return same;
  }

  private long audited(String what) {
    return sql.count(
        "select count(*) from audit_entry where what = '%s' and member_id = '%s'"
            .formatted(what, nora.id()));
  }
}
