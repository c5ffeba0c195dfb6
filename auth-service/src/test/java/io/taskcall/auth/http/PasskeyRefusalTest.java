package io.taskcall.auth.http;

import static io.restassured.RestAssured.given;
import static io.taskcall.auth.fixtures.AuthForTests.SETUP;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Passkeys that are not believed, and people who try again and again. */
@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(AuthForTests.class)
class PasskeyRefusalTest {
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
  void device_that_is_not_believed_is_refused_and_the_reason_is_in_the_audit_log() {
    var lies =
        Map.<String, Consumer<Device>>of(
            "origin", liar -> liar.origin = "https://evil.example",
            "relying_party", liar -> liar.site = "evil.example",
            "not_verified", liar -> liar.flags = Device.PRESENT,
            "owner", liar -> liar.userHandle = new byte[16],
            "signature", Device::changeKey);
    lies.forEach((reason, lie) -> {
      var liar = user.add("Liar " + reason);
      lie.accept(liar);
      var browser = new Browser();
      var answer = enter(browser, liar.sign(asked(browser)));
      assertThat(answer.status()).as(reason).isEqualTo(401);
      assertThat(answer.body()).contains("was not accepted");
      assertThat(browser.get("/account").status()).isEqualTo(303);
      assertThat(refused(reason)).as(reason).isEqualTo(1);
    });
  }

  @Test
  void counter_that_goes_back_is_refused_and_audited_and_the_true_device_goes_on() {
    var browser = new Browser();
    assertThat(enter(browser, device.sign(asked(browser))).status()).isEqualTo(200);
    var copied = device.counter;
    device.counter = copied - 1;
    var copy = new Browser();
    assertThat(enter(copy, device.sign(asked(copy))).status()).isEqualTo(401);
    assertThat(refused("counter")).isEqualTo(1);
    var next = new Browser();
    assertThat(enter(next, device.sign(asked(next))).status()).isEqualTo(200);
  }

  @Test
  void unknown_and_removed_passkeys_look_the_same_and_open_nothing() {
    var browser = new Browser();
    var unknown = enter(browser, user.device().sign(asked(browser)));
    bearer(nora.apiKey())
        .delete("/api/v1/passkeys/" + user.list().getString("items[0].id"))
        .then()
        .statusCode(204);
    var removed = enter(browser, device.sign(asked(browser)));
    assertThat(unknown.status()).isEqualTo(401).isEqualTo(removed.status());
    assertThat(unknown.body()).isEqualTo(removed.body());
  }

  @Test
  void deactivated_person_is_refused_and_their_passkeys_are_gone_when_they_come_back() {
    sql.execute("update member set removed = true where id = '%s'".formatted(nora.id()));
    var browser = new Browser();
    assertThat(enter(browser, device.sign(asked(browser))).status()).isEqualTo(401);
    assertThat(refused("left")).isEqualTo(1);
    sql.execute("update member set removed = false where id = '%s'".formatted(nora.id()));
    bearer(neighbours.person("owner").apiKey())
        .delete("/api/v1/members/" + nora.id())
        .then()
        .statusCode(204);
    sql.execute("update member set removed = false where id = '%s'".formatted(nora.id()));
    assertThat(enter(browser, device.sign(asked(browser))).status()).isEqualTo(401);
    assertThat(
            sql.count("select count(*) from passkey where member_id = '%s'".formatted(nora.id())))
        .isZero();
  }

  @Test
  void trying_again_and_again_has_to_wait_and_locks_nobody_out() {
    var guesser = new Browser();
    for (int i = 0; i < 5; i++) {
      assertThat(enter(guesser, forged(guesser)).status()).isEqualTo(401);
    }
    sql.execute("update sign_in_failure set last_at = now() + interval '1 minute'");
    var waiting = enter(guesser, device.sign(asked(guesser)));
    assertThat(waiting.status()).isEqualTo(429);
    assertThat(Integer.parseInt(waiting.header("Retry-After"))).isPositive();
    sql.execute("update sign_in_failure set last_at = now() - interval '3 seconds'");
    assertThat(enter(guesser, device.sign(asked(guesser))).status()).isEqualTo(200);
    assertThat(sql.count("select count(*) from sign_in_failure")).isZero();
  }

  @Test
  void whoever_signed_in_from_a_browser_before_does_not_wait_for_strangers() {
    var known = new Browser();
    assertThat(enter(known, device.sign(asked(known))).status()).isEqualTo(200);
    known.get("/account");
    known.post("/sign-out", Map.of());
    var guesser = new Browser();
    for (int i = 0; i < 5; i++) {
      enter(guesser, forged(guesser));
    }
    var challenge = asked(known);
    sql.execute("update sign_in_failure set last_at = now() + interval '1 minute'");
    assertThat(enter(known, device.sign(challenge)).status()).isEqualTo(200);
  }

  @Test
  void asking_for_challenges_and_never_answering_has_to_wait() {
    var browser = new Browser();
    asked(browser);
    sql.execute(
        "update sign_in_failure set count = 100, last_at = now() + interval '1 minute'"
            + " where counter like 'challenges:%'");
    var waiting = browser.ask("/sign-in/passkey/options", "{}");
    assertThat(waiting.status()).isEqualTo(429);
    assertThat(waiting.body()).contains("Try again in");
  }

  @Test
  void hostile_answers_are_said_to_be_wrong_and_never_fail() {
    var browser = new Browser();
    var good = device.sign(asked(browser));
    for (var field : good.keySet()) {
      for (var value : List.of("", "####", "A".repeat(9_000))) {
        var said = new HashMap<>(good);
        said.put(field, value);
        var answer = enter(browser, said);
        assertThat(answer.status()).as(field + " " + value).isEqualTo(400);
        assertThat(JsonPath.from(answer.body()).getString("field")).isEqualTo(field);
      }
    }
    for (var value : List.of("bnVsbA", "W10", "e30", "AA")) {
      var said = new HashMap<>(good);
      said.put("clientDataJSON", value);
      assertThat(enter(browser, said).status()).as(value).isEqualTo(400);
    }
    var garbled = new HashMap<>(good);
    garbled.put("authenticatorData", "AAAA");
    assertThat(enter(browser, garbled).status()).isEqualTo(400);
    assertThat(enter(browser, good).status()).isEqualTo(200);
  }

  @Test
  void hostile_answers_of_devices_that_add_are_said_to_be_wrong_and_never_fail() {
    var good = user.device().make(user.challenge("Phone"));
    var hostile =
        Map.of(
            "attestationObject",
            List.of("", "####", "_".repeat(30_000), "gYGBgYGBgYGB", "W3______", "AA", "oA"),
            "clientDataJSON",
            List.of("", "=", "A".repeat(9_000), "bnVsbA", "W10", "e30"));
    hostile.forEach((field, values) -> {
      for (var value : values) {
        var said = new HashMap<>(good);
        said.put(field, value);
        var answer = user.make(user.browser, said);
        assertThat(answer.status()).as(field + " " + value).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
      }
    });
    for (var body : List.of("", "[]", "null", "{", "{\"x\": 1}", "{\"clientDataJSON\": {}}")) {
      assertThat(user.browser.ask("/api/v1/passkeys", body).status()).as(body).isEqualTo(400);
    }
    assertThat(
            user.options(user.browser, Map.of("name", " ", "password", Neighbours.PASSWORD))
                .status())
        .isEqualTo(400);
    user.add("Phone");
  }

  private Map<String, String> forged(Browser in) {
    var said = device.sign(asked(in));
    said.put("signature", Device.text(new byte[] {1, 2, 3}));
    return said;
  }

  private static io.restassured.specification.RequestSpecification bearer(String key) {
    return given().header("Authorization", "Bearer " + key);
  }

  private long refused(String reason) {
    return sql.count(
        "select count(*) from audit_entry where what = 'passkey_refused' and member_id = '%s'"
                .formatted(nora.id())
            + " and details like '%\""
            + reason
            + "\"%'");
  }
}
