package io.taskcall.auth.pages;

import static io.taskcall.auth.fixtures.AuthForTests.DATADOG;
import static io.taskcall.auth.fixtures.AuthForTests.ORGANIZATION;
import static io.taskcall.auth.fixtures.AuthForTests.OWNER_PASSWORD;
import static io.taskcall.auth.fixtures.AuthForTests.PUBLIC_URL;
import static io.taskcall.auth.fixtures.AuthForTests.REFRESH_TOKEN;
import static io.taskcall.auth.fixtures.AuthForTests.SETUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskcall.auth.domain.Organization;
import io.taskcall.auth.fixtures.AuthForTests;
import io.taskcall.auth.fixtures.Chromium;
import io.taskcall.auth.setup.SetupForTests;
import io.taskcall.contracts.Ids;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages in a real browser, which holds them to their policy. Pictures go to target/. */
@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(AuthForTests.class)
class ChromiumTest {
  private static final UUID ORGANIZATION_ID = Organization.of(ORGANIZATION, "Demo").id();
  private static final UUID CHECKOUT = Ids.derive("service", ORGANIZATION_ID, "checkout");
  private static final Path PICTURES = Path.of("target/screenshots");

  @Inject SetupForTests setup;
  @Inject DataSource database;

  @BeforeEach
  void asItWas() throws SQLException {
    assumeTrue(Chromium.isHere(), "there is no Chromium on this machine");
    setup.apply(SETUP);
    execute("delete from sign_in_failure");
    execute("delete from service");
    execute(
        "insert into service (id, organization_id, name) values ('%s', '%s', 'Checkout')"
                .formatted(CHECKOUT, ORGANIZATION_ID)
            + " on conflict do nothing");
  }

  @AfterEach
  void cleanUp() throws SQLException {
    DATADOG.reset(REFRESH_TOKEN);
    execute("delete from service");
  }

  @Test
  void person_connects_datadog_gets_the_url_and_uninstalls_again() throws Exception {
    try (var browser = new Chromium()) {
      browser.open(PUBLIC_URL + "/connect/datadog/initiate?site=fake");
      browser.screenshot(PICTURES.resolve("1-sign-in.png"));
      browser.type("email", "ana@demo.example");
      browser.type("password", OWNER_PASSWORD);
      browser.press("Sign in");
      assertThat(browser.text()).contains("TaskCall – Datadog Authorization");
      browser.clear("integration_name");
      browser.type("integration_name", "In the browser");
      browser.screenshot(PICTURES.resolve("2-authorization.png"));
      browser.press("Integrate");
      assertThat(browser.text()).contains("Datadog (fake)");
      browser.press("Authorize");
      browser.screenshot(PICTURES.resolve("3-integration-url.png"));
      assertThat(browser.text()).contains("Datadog is connected", "Checkout");
      assertThat(browser.valueOf("url"))
          .matches(PUBLIC_URL + "/integrations/datadog/v1/[0-9a-f]{32}");
      assertThat(browser.valueOf("recommended")).contains("$ALERT_PRIORITY");
      browser.open(PUBLIC_URL + "/account/integrations");
      browser.screenshot(PICTURES.resolve("4-integrations.png"));
      assertThat(browser.text()).contains("In the browser", "connected to Datadog");
      browser.open(PUBLIC_URL + "/account/integrations/" + idOf("In the browser"));
      browser.press("Uninstall");
      browser.screenshot(PICTURES.resolve("5-uninstalled.png"));
      assertThat(browser.text()).contains("is uninstalled", "Delete the webhook");
      assertThat(DATADOG.revoked()).hasSize(1);
      assertThat(browser.complaints())
          .noneMatch(complaint -> complaint.contains("Content Security Policy"));
    }
  }

  @Test
  void person_who_denies_it_reads_what_to_do() throws Exception {
    try (var browser = new Chromium()) {
      browser.open(PUBLIC_URL + "/connect/datadog/initiate?site=fake");
      browser.type("email", "ana@demo.example");
      browser.type("password", OWNER_PASSWORD);
      browser.press("Sign in");
      browser.press("Integrate");
      browser.press("Deny");
      browser.screenshot(PICTURES.resolve("6-denied.png"));
      assertThat(browser.text()).contains("You did not authorize TaskCall", "Connect again");
    }
  }

  private String idOf(String name) throws SQLException {
    try (var connection = database.getConnection();
        var found =
            connection
                .createStatement()
                .executeQuery(
                    "select id from integration where not removed and name = '" + name + "'")) {
      found.next();
      return found.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
