package io.taskcall.auth.http;

import static io.restassured.RestAssured.given;
import static io.taskcall.auth.fixtures.AuthForTests.SETUP;
import static io.taskcall.auth.fixtures.AuthForTests.TOKEN;
import static io.taskcall.auth.fixtures.Neighbours.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.taskcall.auth.crypto.Totp;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Adding, listing and removing passkeys. */
@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(AuthForTests.class)
class PasskeysTest {
  @Inject SetupForTests setup;
  @Inject DataSource database;

  private Database sql;
  private Neighbours neighbours;
  private Neighbours.Neighbour nora;
  private PasskeyUser user;

  @BeforeEach
  void somebody() {
    setup.apply(SETUP);
    sql = new Database(database);
    neighbours = new Neighbours(database);
    sql.execute("delete from sign_in_failure");
    nora = neighbours.person("owner");
    user = new PasskeyUser(nora);
  }

  @Test
  void person_adds_a_passkey_reads_of_it_and_removes_it() {
    user.add("Phone");
    var page = user.browser.get("/account").body();
    assertThat(page).contains("Phone", "never", "/look/passkeys.js");
    var id = user.list().getString("items[0].id");
    assertThat(user.list().getList("items.name")).containsExactly("Phone");
    assertThat(user.browser.post("/account/passkeys/" + id + "/remove", Map.of()).location())
        .isEqualTo("/account");
    assertThat(user.browser.get("/account").body()).doesNotContain("Phone");
    assertThat(user.list().getList("items")).isEmpty();
    assertThat(audited("passkey_added")).isEqualTo(1);
    assertThat(audited("passkey_removed")).isEqualTo(1);
  }

  @Test
  void device_is_asked_for_a_passkey_that_verifies_and_that_can_be_found_without_a_name() {
    var asked = user.options(user.browser, "Phone").body();
    var options = JsonPath.from(asked);
    assertThat(options.getString("rp.id")).isEqualTo("localhost");
    assertThat(options.getString("authenticatorSelection.residentKey")).isEqualTo("required");
    assertThat(options.getString("authenticatorSelection.userVerification")).isEqualTo("required");
    assertThat(options.getList("pubKeyCredParams.alg")).containsExactly(-8, -7, -257);
    assertThat(options.getString("user.name")).isEqualTo(nora.email());
    assertThat(options.getList("excludeCredentials")).isEmpty();
    assertThat(Device.bytes(options.getString("challenge"))).hasSize(32);
    var device = user.add("Phone");
    assertThat(
            JsonPath.from(user.options(user.browser, "Key").body())
                .getList("excludeCredentials.id"))
        .containsExactly(Device.text(device.id));
  }

  @Test
  void adding_takes_the_password_again() {
    assertThat(user.browser.ask("/api/v1/passkeys/options", "{\"name\": \"Phone\"}").status())
        .isEqualTo(400);
    var wrong = user.options(user.browser, Map.of("name", "Phone", "password", "wrong-one"));
    assertThat(wrong.status()).isEqualTo(403);
    assertThat(JsonPath.from(wrong.body()).getString("field")).isEqualTo("password");
    assertThat(audited("confirmation_failed")).isEqualTo(1);
    assertThat(
            sql.count(
                "select count(*) from passkey_challenge where member_id = '%s'"
                    .formatted(nora.id())))
        .isZero();
  }

  @Test
  void guessing_the_password_of_an_open_session_has_to_wait() {
    var wrong = Map.of("name", "Phone", "password", "wrong-one");
    for (int i = 0; i < 10; i++) {
      assertThat(user.options(user.browser, wrong).status()).isEqualTo(403);
    }
    sql.execute("update sign_in_failure set last_at = now() + interval '1 minute'");
    assertThat(user.options(user.browser, "Phone").status()).isEqualTo(429);
    sql.execute("update sign_in_failure set last_at = now() - interval '3 seconds'");
    assertThat(user.options(user.browser, "Phone").status()).isEqualTo(200);
  }

  @Test
  void whoever_has_a_second_factor_shows_a_code_instead_of_the_password() {
    var typed = user.browser.post("/account/second-factor/begin", Map.of()).textOf("key");
    var key = Base32.decode(typed.replace(" ", ""));
    var shown = Totp.code(key, Instant.now().getEpochSecond() / Totp.STEP_SECONDS, 6);
    var codes = user.browser.post("/account/second-factor/confirm", Map.of("code", shown)).body();
    var code = codes.replaceAll("(?s).*?<code>([a-z2-7 ]+)</code>.*", "$1");
    var asked = user.options(user.browser, Map.of("name", "Phone", "password", PASSWORD));
    assertThat(asked.status()).isEqualTo(400);
    assertThat(JsonPath.from(asked.body()).getString("field")).isEqualTo("code");
    assertThat(user.options(user.browser, Map.of("name", "Phone", "code", "000000")).status())
        .isEqualTo(403);
    assertThat(user.options(user.browser, Map.of("name", "Phone", "code", code)).status())
        .isEqualTo(200);
    assertThat(user.browser.get("/account").body()).contains("Code of your app, or a recovery");
  }

  @Test
  void challenge_adds_one_passkey_and_no_second() {
    var challenge = user.challenge("Phone");
    var first = user.device();
    assertThat(user.make(user.browser, first.make(challenge)).status()).isEqualTo(201);
    var again = user.make(user.browser, user.device().make(challenge));
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.body()).contains("Please begin again");
    assertThat(user.list().getList("items")).hasSize(1);
  }

  @Test
  void challenge_of_another_browser_or_another_person_adds_nothing_and_stays_good() {
    var challenge = user.challenge("Phone");
    var elsewhere = Browser.signedIn(nora.email(), PASSWORD);
    assertThat(user.make(elsewhere, user.device().make(challenge)).status()).isEqualTo(400);
    var other = new PasskeyUser(neighbours.person("user"));
    assertThat(other.make(other.browser, other.device().make(challenge)).status()).isEqualTo(400);
    assertThat(user.make(user.browser, user.device().make(challenge)).status()).isEqualTo(201);
  }

  @Test
  void challenge_that_is_five_minutes_old_adds_nothing() {
    var challenge = user.challenge("Phone");
    sql.execute("update passkey_challenge set expires_at = now() - interval '1 second'");
    assertThat(user.make(user.browser, user.device().make(challenge)).status()).isEqualTo(400);
    assertThat(user.list().getList("items")).isEmpty();
  }

  @Test
  void device_that_lies_or_does_not_verify_adds_nothing_and_it_is_said_why() {
    var liar = user.device();
    liar.flags = Device.PRESENT;
    var refused = user.make(user.browser, liar.make(user.challenge("Phone")));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).contains("the device did not verify who holds it");
    assertThat(audited("passkey_refused")).isEqualTo(1);
    var stranger = user.device();
    stranger.origin = "https://evil.example";
    assertThat(user.make(user.browser, stranger.make(user.challenge("Phone"))).body())
        .contains("it was used at another address");
  }

  @Test
  void passkey_of_one_person_cannot_be_added_by_another() {
    var device = user.add("Phone");
    var other = new PasskeyUser(neighbours.person("user"));
    assertThat(other.make(other.browser, device.make(other.challenge("Mine"))).status())
        .isEqualTo(409);
    assertThat(other.list().getList("items")).isEmpty();
  }

  @Test
  void nobody_has_more_than_twenty() {
    for (int i = 0; i < 20; i++) {
      user.add("Phone " + i);
    }
    assertThat(user.options(user.browser, "One too many").status()).isEqualTo(409);
  }

  @Test
  void passkeys_of_others_cannot_be_seen_or_removed() {
    user.add("Phone");
    var id = user.list().getString("items[0].id");
    var colleague = neighbours.person("owner");
    for (var key : List.of(colleague.apiKey(), TOKEN)) {
      bearer(key).delete("/api/v1/passkeys/" + id).then().statusCode(404);
      assertThat(bearer(key).get("/api/v1/passkeys").asString()).doesNotContain(id);
    }
    var browser = Browser.signedIn(colleague.email(), PASSWORD);
    browser.post("/account/passkeys/" + id + "/remove", Map.of());
    assertThat(user.list().getList("items")).hasSize(1);
    bearer(nora.apiKey()).delete("/api/v1/passkeys/" + id).then().statusCode(204);
    bearer(nora.apiKey()).delete("/api/v1/passkeys/" + id).then().statusCode(404);
    bearer(nora.apiKey()).delete("/api/v1/passkeys/" + UUID.randomUUID()).then().statusCode(404);
  }

  @Test
  void key_or_another_site_cannot_add_any() {
    var body = "{\"name\": \"Phone\", \"password\": \"" + PASSWORD + "\"}";
    bearer(nora.apiKey())
        .contentType("application/json")
        .body(body)
        .post("/api/v1/passkeys/options")
        .then()
        .statusCode(403);
    for (var foreign :
        Map.of("Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example").entrySet()) {
      given()
          .header("Cookie", "taskcall-session=" + user.browser.cookies().get("taskcall-session"))
          .header(foreign.getKey(), foreign.getValue())
          .contentType("application/json")
          .body(body)
          .post("/api/v1/passkeys/options")
          .then()
          .statusCode(403);
    }
  }

  private static io.restassured.specification.RequestSpecification bearer(String key) {
    return given().header("Authorization", "Bearer " + key);
  }

  private long audited(String what) {
    return sql.count(
        "select count(*) from audit_entry where what = '%s' and member_id = '%s'"
            .formatted(what, nora.id()));
  }
}
