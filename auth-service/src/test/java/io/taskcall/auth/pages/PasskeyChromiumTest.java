package io.taskcall.auth.pages;

import static io.taskcall.auth.fixtures.AuthForTests.PUBLIC_URL;
import static io.taskcall.auth.fixtures.AuthForTests.SETUP;
import static io.taskcall.auth.fixtures.Neighbours.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskcall.auth.fixtures.AuthForTests;
import io.taskcall.auth.fixtures.Chromium;
import io.taskcall.auth.fixtures.Database;
import io.taskcall.auth.fixtures.Neighbours;
import io.taskcall.auth.setup.SetupForTests;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import jakarta.inject.Inject;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Passkeys in a real browser, with a device of its own. Pictures go to target/. */
@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(AuthForTests.class)
class PasskeyChromiumTest {
  private static final Path PICTURES = Path.of("target/screenshots");

  @Inject SetupForTests setup;
  @Inject DataSource database;

  private Neighbours.Neighbour nora;

  @BeforeEach
  void somebody() {
    assumeTrue(Chromium.isHere(), "there is no Chromium on this machine");
    setup.apply(SETUP);
    new Database(database).execute("delete from sign_in_failure");
    nora = new Neighbours(database).person("user");
  }

  @Test
  void person_adds_a_passkey_and_signs_in_with_it_typing_nothing() throws Exception {
    try (var browser = new Chromium()) {
      browser.plugInDevice();
      signIn(browser);
      browser.type("passkey-name", "Laptop of Nora");
      browser.type("passkey-password", PASSWORD);
      browser.press("Add a passkey");
      browser.screenshot(PICTURES.resolve("passkey-1-added.png"));
      assertThat(browser.text()).contains("Laptop of Nora", "never");
      browser.press("Sign out");
      browser.screenshot(PICTURES.resolve("passkey-2-sign-in.png"));
      browser.press("Sign in with a passkey");
      assertThat(browser.address()).isEqualTo(PUBLIC_URL + "/account");
      assertThat(browser.text()).contains(nora.email(), "Laptop of Nora").doesNotContain("never");
      assertThat(browser.complaints())
          .noneMatch(complaint -> complaint.contains("Content Security Policy"));
    }
  }

  @Test
  void device_that_has_one_already_and_a_wrong_password_are_said_in_words() throws Exception {
    try (var browser = new Chromium()) {
      browser.plugInDevice();
      signIn(browser);
      browser.type("passkey-name", "Laptop");
      browser.type("passkey-password", "wrong-password");
      browser.click("Add a passkey");
      browser.untilItSays("The password is wrong.");
      browser.clear("passkey-password");
      browser.type("passkey-password", PASSWORD);
      browser.press("Add a passkey");
      browser.type("passkey-name", "Again");
      browser.type("passkey-password", PASSWORD);
      browser.click("Add a passkey");
      browser.untilItSays("This device has a passkey for your account already.");
    }
  }

  @Test
  void browser_without_scripts_shows_readable_pages_and_no_passkey_button() throws Exception {
    try (var browser = new Chromium()) {
      browser.withoutScripts();
      browser.open(PUBLIC_URL + "/sign-in");
      assertThat(browser.text()).contains("Sign in to TaskCall").doesNotContain("passkey");
      signIn(browser);
      assertThat(browser.text())
          .contains("Passkeys", "a browser that can use passkeys", "Change it")
          .doesNotContain("Add a passkey");
    }
  }

  private void signIn(Chromium browser) {
    browser.open(PUBLIC_URL + "/sign-in");
    browser.type("email", nora.email());
    browser.type("password", PASSWORD);
    browser.press("Sign in");
    assertThat(browser.text()).contains("Your account");
  }
}
