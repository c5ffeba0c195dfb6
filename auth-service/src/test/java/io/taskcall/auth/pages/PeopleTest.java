package io.taskcall.auth.pages;

import static io.restassured.RestAssured.given;
import static io.taskcall.auth.fixtures.AuthForTests.MAIL;
import static io.taskcall.auth.fixtures.AuthForTests.SETUP;
import static io.taskcall.auth.fixtures.AuthForTests.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.icegreen.greenmail.util.GreenMailUtil;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.taskcall.auth.fixtures.AuthForTests;
import io.taskcall.auth.fixtures.Browser;
import io.taskcall.auth.fixtures.Database;
import io.taskcall.auth.fixtures.Neighbours;
import io.taskcall.auth.fixtures.TopicReader;
import io.taskcall.auth.setup.SetupForTests;
import io.taskcall.contracts.MemberEvent;
import io.taskcall.contracts.Topic;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(AuthForTests.class)
class PeopleTest {
  private static final String PASSWORD = "quiet river under stones";

  @Inject SetupForTests setup;
  @Inject DataSource database;
  private final String email = "dora-" + UUID.randomUUID() + "@demo.example";

  @BeforeEach
  void asItWas() throws SQLException {
    setup.apply(SETUP);
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("delete from sign_in_failure");
    }
  }

  @Test
  void invited_person_chooses_a_password_signs_in_and_is_known_to_all() {
    invite("user").then().statusCode(201).body("email", equalTo(email));
    owner().get("/api/v1/invitations").then().body("items.email", hasItem(email));
    var link = linkTo(email);
    var browser = new Browser();
    assertThat(browser.get(link).body()).contains("Welcome to TaskCall", email);
    assertThat(browser.post(link, Map.of("password", "Password123!")).body())
        .contains("tried first");
    assertThat(browser.post(link, Map.of("password", PASSWORD)).location()).isEqualTo("/sign-in");
    assertThat(browser.signIn(email, PASSWORD).status()).isEqualTo(303);
    assertThat(new Browser().get(link).status()).isEqualTo(410);
    owner().get("/api/v1/members").then().body("items.email", hasItem(email));
    owner().get("/api/v1/invitations").then().body("items.email", not(hasItem(email)));
    await()
        .until(() ->
            TopicReader.events(Topic.MEMBERS, MemberEvent.class).stream()
                .anyMatch(event ->
                    event instanceof MemberEvent.Saved saved && saved.email().equals(email)));
    // The setup file does not name her, and leaves her alone.
    setup.apply(SETUP);
    assertThat(browser.get("/account").status()).isEqualTo(200);
    invite("user").then().statusCode(409).body("field", equalTo("email"));
  }

  @Test
  void somebody_registers_an_organization_and_is_its_owner_once_the_address_is_proven() {
    given()
        .contentType("application/json")
        .body("{\"name\": \"Dora's Shop\", \"email\": \"%s\"}".formatted(email))
        .post("/api/v1/organizations")
        .then()
        .statusCode(202)
        .body("name", equalTo("Dora's Shop"));
    assertThat(new Browser().signIn(email, PASSWORD).status()).isEqualTo(401);
    var link = linkTo(email);
    var browser = new Browser();
    browser.get(link);
    assertThat(browser.post(link, Map.of("password", PASSWORD)).status()).isEqualTo(303);
    browser.signIn(email, PASSWORD);
    var session = "taskcall-session=" + browser.cookies().get("taskcall-session");
    given()
        .header("Cookie", session)
        .get("/api/v1/organizations")
        .then()
        .body("items.name", hasItem("Dora's Shop"));
    given()
        .header("Cookie", session)
        .get("/api/v1/members")
        .then()
        .body("items.role", contains("owner"));
    given()
        .contentType("application/json")
        .body("{\"name\": \"X\", \"email\": \"nobody\"}")
        .post("/api/v1/organizations")
        .then()
        .statusCode(400)
        .body("field", equalTo("email"));
  }

  @Test
  void organization_is_registered_on_its_page_too() {
    var browser = new Browser();
    browser.get("/account/register");
    var page =
        browser.post(
            "/account/register", Map.of("organization", "Shop", "name", "Dora", "email", email));
    assertThat(page.body()).contains("A letter is on its way");
    assertThat(linkTo(email)).startsWith("/account/password/");
  }

  @Test
  void withdrawn_invitation_does_not_open_and_only_its_own_organization_withdraws_it() {
    String id = invite("stakeholder").then().statusCode(201).extract().path("id");
    var nora = new Neighbours(database).person("owner");
    bearer(nora.apiKey()).delete("/api/v1/invitations/" + id).then().statusCode(404);
    owner().delete("/api/v1/invitations/" + id).then().statusCode(204);
    assertThat(new Browser().get(linkTo(email)).status()).isEqualTo(410);
    owner().delete("/api/v1/invitations/" + id).then().statusCode(404);
  }

  @Test
  void forgotten_password_is_replaced_by_a_link_and_all_sessions_end() throws SQLException {
    var nora = new Neighbours(database).person("admin");
    var signedIn = Browser.signedIn(nora.email(), Neighbours.PASSWORD);
    var browser = new Browser();
    browser.get("/account/password");
    var known = browser.post("/account/password", Map.of("email", nora.email()));
    browser.get("/account/password");
    var unknown = browser.post("/account/password", Map.of("email", "nobody@demo.example"));
    assertThat(known.body()).isEqualTo(unknown.body()).contains("If somebody has an account");
    var link = linkTo(nora.email());
    browser.get(link);
    assertThat(browser.post(link, Map.of("password", PASSWORD)).status()).isEqualTo(303);
    assertThat(signedIn.get("/account").status()).isEqualTo(303);
    assertThat(new Browser().signIn(nora.email(), Neighbours.PASSWORD).status()).isEqualTo(401);
    assertThat(new Browser().signIn(nora.email(), PASSWORD).status()).isEqualTo(303);
    browser.get("/sign-in");
    assertThat(browser.post(link, Map.of("password", PASSWORD)).status()).isEqualTo(410);
    assertThat(letters("nobody@demo.example")).isZero();
  }

  @Test
  void password_is_changed_only_by_whoever_knows_it() {
    var nora = new Neighbours(database).person("user");
    var browser = Browser.signedIn(nora.email(), Neighbours.PASSWORD);
    var wrong =
        browser.post(
            "/account/password/mine", Map.of("before", "wrong-password", "password", PASSWORD));
    assertThat(wrong.body()).contains("present password is wrong");
    browser.get("/account");
    browser.post(
        "/account/password/mine", Map.of("before", Neighbours.PASSWORD, "password", PASSWORD));
    assertThat(browser.get("/account").status()).isEqualTo(303);
    assertThat(browser.signIn(nora.email(), PASSWORD).status()).isEqualTo(303);
  }

  @Test
  void guessing_the_present_password_has_to_wait() {
    var nora = new Neighbours(database).person("user");
    var browser = Browser.signedIn(nora.email(), Neighbours.PASSWORD);
    var wrong = Map.of("before", "wrong-password", "password", PASSWORD);
    for (int i = 0; i < 10; i++) {
      browser.get("/account");
      assertThat(browser.post("/account/password/mine", wrong).body()).contains("is wrong");
    }
    new Database(database)
        .execute("update sign_in_failure set last_at = now() + interval '1 minute'");
    browser.get("/account");
    var right = Map.of("before", Neighbours.PASSWORD, "password", PASSWORD);
    assertThat(browser.post("/account/password/mine", right).body()).contains("Too many tries");
    new Database(database).execute("delete from sign_in_failure");
    browser.get("/account");
    assertThat(browser.post("/account/password/mine", right).location()).isEqualTo("/sign-in");
  }

  @Test
  void role_changes_at_once_and_whoever_goes_is_out_at_once() {
    var neighbours = new Neighbours(database);
    var boss = neighbours.person("owner");
    var admin = neighbours.person("admin");
    var nora = neighbours.person("user");
    var browser = Browser.signedIn(nora.email(), Neighbours.PASSWORD);
    role(admin.apiKey(), nora.id(), "owner").then().statusCode(403);
    role(nora.apiKey(), admin.id(), "user").then().statusCode(403);
    role(boss.apiKey(), boss.id(), "user").then().statusCode(403);
    role(admin.apiKey(), nora.id(), "stakeholder")
        .then()
        .statusCode(200)
        .body("role", equalTo("stakeholder"));
    assertThat(browser.get("/connect/datadog/initiate").status()).isEqualTo(403);
    role(TOKEN, nora.id(), "user").then().statusCode(404);
    bearer(TOKEN).delete("/api/v1/members/" + nora.id()).then().statusCode(404);
    bearer(admin.apiKey()).delete("/api/v1/members/" + boss.id()).then().statusCode(403);
    bearer(admin.apiKey()).delete("/api/v1/members/" + nora.id()).then().statusCode(204);
    bearer(nora.apiKey()).get("/api/v1/organization").then().statusCode(401);
    assertThat(browser.get("/account").status()).isEqualTo(303);
    role(boss.apiKey(), admin.id(), "nonsense")
        .then()
        .statusCode(400)
        .body("field", equalTo("role"));
  }

  @Test
  void two_owners_who_demote_each_other_at_the_same_time_leave_one() {
    for (int round = 0; round < 8; round++) {
      var two = new Neighbours(database);
      var first = two.person("owner");
      var second = two.person("owner");
      var demoted =
          List.of(
              CompletableFuture.supplyAsync(
                  () -> role(first.apiKey(), second.id(), "user").statusCode()),
              CompletableFuture.supplyAsync(
                  () -> role(second.apiKey(), first.id(), "user").statusCode()));
      assertThat(demoted.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(200, 403);
    }
  }

  private Response invite(String role) {
    return owner()
        .contentType("application/json")
        .body("{\"email\": \"%s\", \"name\": \"Dora\", \"role\": \"%s\"}".formatted(email, role))
        .post("/api/v1/invitations");
  }

  private static Response role(String key, UUID member, String role) {
    return bearer(key)
        .contentType("application/json")
        .body("{\"role\": \"" + role + "\"}")
        .patch("/api/v1/members/" + member);
  }

  /** The path of the link in the last letter to somebody. */
  private static String linkTo(String email) {
    await().until(() -> letters(email) > 0);
    var text =
        Arrays.stream(MAIL.getReceivedMessages())
            .filter(letter -> GreenMailUtil.getWholeMessage(letter).contains("To: " + email))
            .map(GreenMailUtil::getBody)
            .reduce((earlier, later) -> later)
            .orElseThrow();
    var found =
        Pattern.compile("(/account/password/[A-Za-z0-9_-]{43})").matcher(text.replace("=\r\n", ""));
    assertThat(found.find()).as(text).isTrue();
    return found.group(1);
  }

  private static long letters(String email) {
    return Arrays.stream(MAIL.getReceivedMessages())
        .filter(letter -> GreenMailUtil.getWholeMessage(letter).contains("To: " + email))
        .count();
  }

  private static RequestSpecification owner() {
    return bearer(TOKEN);
  }

  private static RequestSpecification bearer(String token) {
    return given().header("Authorization", "Bearer " + token);
  }
}
