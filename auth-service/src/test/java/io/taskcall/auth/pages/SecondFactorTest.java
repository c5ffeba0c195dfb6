package io.taskcall.auth.pages;

import static io.restassured.RestAssured.given;
import static io.taskcall.auth.fixtures.AuthForTests.SETUP;
import static io.taskcall.auth.fixtures.AuthForTests.TOKEN;
import static io.taskcall.auth.fixtures.Neighbours.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskcall.auth.crypto.Totp;
import io.taskcall.auth.fixtures.AuthForTests;
import io.taskcall.auth.fixtures.Browser;
import io.taskcall.auth.fixtures.Neighbours;
import io.taskcall.auth.setup.SetupForTests;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(AuthForTests.class)
class SecondFactorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"");
  private static final Pattern CODE = Pattern.compile("<code>([a-z2-7 ]+)</code>");

  @Inject SetupForTests setup;
  @Inject DataSource database;

  private Neighbours neighbours;
  private Neighbours.Neighbour nora;

  @BeforeEach
  void somebody() {
    setup.apply(SETUP);
    neighbours = new Neighbours(database);
    nora = neighbours.person("owner");
  }

  /** Somebody's phone. */
  private final class Phone {
    private final byte[] key;

    Phone(String typed) {
      key = Base32.decode(typed.replace(" ", ""));
    }

    /** What it shows, as if it was never used. */
    String code() {
      forget(nora.id());
      return now();
    }

    String now() {
      return Totp.code(key, Instant.now().getEpochSecond() / Totp.STEP_SECONDS, 6);
    }
  }

  @Test
  void who_has_set_it_up_needs_a_code_to_sign_in_and_a_session_only_then_begins() {
    var phone = setUp(Browser.signedIn(nora.email(), PASSWORD)).phone();
    var browser = new Browser();
    var asked = browser.signIn(nora.email(), PASSWORD);
    assertThat(asked.status()).isEqualTo(200);
    assertThat(asked.body()).contains("One thing more").doesNotContain("Sign out");
    assertThat(browser.get("/account").status()).isEqualTo(303);
    var in = code(browser, asked, phone.code());
    assertThat(in.status()).isEqualTo(303);
    assertThat(in.location()).isEqualTo("/account");
    assertThat(browser.get("/account").body()).contains("10 recovery codes are left");
    assertThat(audited("second_factor_added")).isEqualTo(1);
    assertThat(audited("signed_in")).isEqualTo(2);
  }

  @Test
  void code_opens_once() {
    var phone = setUp(Browser.signedIn(nora.email(), PASSWORD)).phone();
    forget(nora.id());
    var code = phone.now();
    var first = new Browser();
    assertThat(code(first, first.signIn(nora.email(), PASSWORD), code).status()).isEqualTo(303);
    var second = new Browser();
    var again = code(second, second.signIn(nora.email(), PASSWORD), code);
    assertThat(again.status()).isEqualTo(401);
    assertThat(again.body()).contains("The code is wrong.");
    assertThat(audited("second_factor_failed")).isEqualTo(1);
  }

  @Test
  void recovery_code_opens_once_however_it_is_typed() {
    var codes = setUp(Browser.signedIn(nora.email(), PASSWORD)).codes();
    assertThat(codes).hasSize(10).doesNotHaveDuplicates();
    var typed = codes.getFirst().replace(' ', '-').toUpperCase(Locale.ROOT);
    var first = new Browser();
    assertThat(code(first, first.signIn(nora.email(), PASSWORD), typed).status()).isEqualTo(303);
    assertThat(first.get("/account").body()).contains("9 recovery codes are left");
    var second = new Browser();
    assertThat(code(second, second.signIn(nora.email(), PASSWORD), typed).status()).isEqualTo(401);
    assertThat(audited("recovery_code_used")).isEqualTo(1);
  }

  @Test
  void ticket_of_one_browser_opens_nothing_in_another_nor_does_a_forged_one() {
    var phone = setUp(Browser.signedIn(nora.email(), PASSWORD)).phone();
    var browser = new Browser();
    var ticket = ticket(browser.signIn(nora.email(), PASSWORD));
    var other = new Browser();
    other.get("/sign-in");
    for (var tried : List.of(ticket, "", "forged", ticket.substring(0, 60) + "AAAA")) {
      var page = code(other, tried, phone.code());
      assertThat(page.status()).as(tried).isEqualTo(401);
      assertThat(page.body()).contains("begin again");
    }
  }

  @Test
  void guessing_codes_is_slowed_down_and_locks_nobody_out() {
    var phone = setUp(Browser.signedIn(nora.email(), PASSWORD)).phone();
    var guesser = new Browser();
    var ticket = ticket(guesser.signIn(nora.email(), PASSWORD));
    int looked = 0;
    for (int i = 0; i < 60; i++) {
      looked += code(guesser, ticket, "%06d".formatted(i)).status() == 401 ? 1 : 0;
    }
    assertThat(looked).isBetween(5, 40);
    await()
        .atMost(PATIENCE)
        .until(() -> {
          var browser = new Browser();
          return code(browser, browser.signIn(nora.email(), PASSWORD), phone.code()).status()
              == 303;
        });
  }

  @Test
  void it_is_on_only_after_a_code_was_shown() {
    var browser = Browser.signedIn(nora.email(), PASSWORD);
    browser.post("/account/second-factor/begin", Map.of());
    var page = browser.post("/account/second-factor/confirm", Map.of("code", "000000"));
    assertThat(page.status()).isEqualTo(400);
    assertThat(page.body()).contains("not the code", "<svg");
    assertThat(new Browser().signIn(nora.email(), PASSWORD).status()).isEqualTo(303);
  }

  @Test
  void removing_it_takes_a_code_and_so_do_new_recovery_codes() {
    var browser = Browser.signedIn(nora.email(), PASSWORD);
    var made = setUp(browser);
    browser.get("/account");
    for (var path : List.of("/account/second-factor/remove", "/account/second-factor/codes")) {
      assertThat(browser.post(path, Map.of("code", "000000")).status()).isEqualTo(403);
    }
    var renewed = browser.post("/account/second-factor/codes", Map.of("code", made.codes().get(1)));
    assertThat(codes(renewed)).hasSize(10).doesNotContainAnyElementsOf(made.codes());
    assertThat(
            browser
                .post("/account/second-factor/remove", Map.of("code", made.codes().get(2)))
                .status())
        .isEqualTo(403);
    var gone = browser.post("/account/second-factor/remove", Map.of("code", codes(renewed).get(2)));
    assertThat(gone.status()).isEqualTo(303);
    assertThat(new Browser().signIn(nora.email(), PASSWORD).status()).isEqualTo(303);
    assertThat(audited("second_factor_removed")).isEqualTo(1);
  }

  @Test
  void admin_removes_it_for_somebody_who_lost_everything_but_not_for_an_owner() {
    var admin = neighbours.person("admin");
    setUp(Browser.signedIn(nora.email(), PASSWORD));
    assertThat(remove(admin.apiKey())).isEqualTo(403);
    assertThat(remove(TOKEN)).isEqualTo(404);
    assertThat(remove(neighbours.person("user").apiKey())).isEqualTo(403);
    assertThat(remove(neighbours.person("owner").apiKey())).isEqualTo(204);
    assertThat(remove(nora.apiKey())).isEqualTo(404);
    assertThat(new Browser().signIn(nora.email(), PASSWORD).status()).isEqualTo(303);
  }

  @Test
  void neither_key_nor_codes_are_kept_readable_or_logged() throws IOException {
    var made = setUp(Browser.signedIn(nora.email(), PASSWORD));
    var key = made.typed().replace(" ", "");
    assertThat(text("select string_agg(encode(sealed, 'escape'), ' ') from second_factor"))
        .doesNotContain(key);
    assertThat(text("select string_agg(sha256, ' ') from recovery_code"))
        .doesNotContain(made.codes().getFirst().replace(" ", ""));
    assertThat(Files.readString(AuthForTests.log()))
        .doesNotContain(key, made.typed(), made.codes().getFirst());
  }

  private record Made(String typed, Phone phone, List<String> codes) {}

  private Made setUp(Browser browser) {
    var page = browser.post("/account/second-factor/begin", Map.of());
    var typed = page.textOf("key");
    var phone = new Phone(typed);
    var shown = browser.post("/account/second-factor/confirm", Map.of("code", phone.now()));
    assertThat(shown.status()).isEqualTo(200);
    return new Made(typed, phone, codes(shown));
  }

  private static List<String> codes(Browser.Page page) {
    return CODE.matcher(page.body()).results().map(found -> found.group(1)).toList();
  }

  private static Browser.Page code(Browser browser, Browser.Page asked, String code) {
    return code(browser, ticket(asked), code);
  }

  private static Browser.Page code(Browser browser, String ticket, String code) {
    return browser.post("/sign-in/code", Map.of("ticket", ticket, "code", code));
  }

  private static String ticket(Browser.Page page) {
    var found = TICKET.matcher(page.body());
    return found.find() ? found.group(1) : "";
  }

  private int remove(String key) {
    return given()
        .header("Authorization", "Bearer " + key)
        .delete("/api/v1/members/" + nora.id() + "/second-factor")
        .statusCode();
  }

  /** As if half a minute had gone by: the code that was used last may be used again. */
  private void forget(UUID member) {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          "update second_factor set used_step = 0 where member_id = '" + member + "'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private long audited(String what) {
    return Long.parseLong(
        text(
            "select count(*) from audit_entry where what = '%s' and member_id = '%s'"
                .formatted(what, nora.id())));
  }

  private String text(String sql) {
    try (var connection = database.getConnection();
        var found = connection.createStatement().executeQuery(sql)) {
      found.next();
      return found.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
