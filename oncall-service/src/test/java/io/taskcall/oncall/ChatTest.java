package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import io.taskcall.oncall.domain.signing.SlackSignature;
import io.taskcall.oncall.domain.signing.WebhookSignature;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
@QuarkusTestResource(value = Vendors.class, restrictToAnnotatedClass = true)
class ChatTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @Inject DataSource database;

  @BeforeEach
  void ready() {
    World.people();
    World.awaitReady();
    await().untilAsserted(() -> World.api().get("/api/v1/people").then().statusCode(200));
    Reached.afresh(database);
  }

  @Test
  void page_in_slack_is_answered_by_a_button() {
    Reached.by("slack", "U0BEN");
    var alert = opened("In Slack <b>");
    await().atMost(SOON).until(() -> Vendors.to("U0BEN").size() == 2);
    var message = JsonPath.from(Vendors.to("U0BEN").getLast().body());
    assertThat(message.getString("text")).contains("Checkout: In Slack &lt;b&gt;");
    var token = message.getString("blocks[2].elements[0].value");

    press("acknowledge", token, Instant.now().minusSeconds(600)).statusCode(403);
    assertThat(World.status(alert)).isEqualTo("open");
    press("acknowledge", token, Instant.now()).statusCode(200).body("text", equalTo("Done."));
    assertThat(World.status(alert)).isEqualTo("acknowledged");
    assertThat(World.timeline(alert)).contains("Answered by Ben Okoro by Slack: acknowledge");
    press("dance", token, Instant.now()).statusCode(200).body("text", equalTo(""));
  }

  @Test
  void message_that_was_posted_by_a_process_that_died_is_not_posted_again() {
    Reached.by("slack", "U0TWICE");
    var alert = opened("Posted before");
    await().atMost(SOON).until(() -> page(alert, "state").equals("sent"));
    new Sql(database)
        .run(
            "update pages set state = 'scheduled', due_at = now() where incident_id = '"
                + alert.incident()
                + "'");
    await().atMost(SOON).until(() -> page(alert, "attempts").equals("2"));
    await().atMost(SOON).until(() -> page(alert, "state").equals("sent"));
    assertThat(Vendors.to("U0TWICE")).hasSize(2);
  }

  @Test
  void webhook_is_signed_with_the_secret_that_was_shown_once() {
    var secret =
        World.api()
            .body("{\"channel\": \"webhook\", \"address\": \"" + Vendors.url() + "/secret\"}")
            .post("/api/v1/people/" + Reached.BEN + "/contact-methods")
            .then()
            .statusCode(201)
            .extract()
            .<String>path("secret");
    var posted = Vendors.to("/secret").getFirst();
    long at = Long.parseLong(posted.headers().get("X-TaskCall-Timestamp"));
    assertThat(posted.headers().get("X-TaskCall-Signature"))
        .isEqualTo(new WebhookSignature(secret).of(at, posted.body()));
    World.api()
        .get("/api/v1/people/" + Reached.BEN + "/contact-methods")
        .then()
        .body("items[1].secret", equalTo(null));
  }

  @Test
  void page_by_webhook_says_what_is_wrong_and_has_a_key() {
    Reached.by("webhook", Vendors.url() + "/hook");
    var alert = opened("By webhook");
    await().atMost(SOON).until(() -> Vendors.to("/hook").size() == 2);
    var posted = Vendors.to("/hook").getLast();
    var body = JsonPath.from(posted.body());
    assertThat(body.getString("type")).isEqualTo("page");
    assertThat(body.getString("incident.title")).isEqualTo("By webhook");
    assertThat(body.getString("answerUrl")).startsWith("https://taskcall.example/respond/");
    assertThat(posted.headers().get("Idempotency-Key")).isEqualTo(body.getString("id"));
    assertThat(page(alert, "id")).isEqualTo(body.getString("id"));
  }

  @Test
  void page_in_teams_is_a_card_with_a_link() {
    Reached.by("teams", Vendors.url() + "/teams");
    opened("In Teams");
    await().atMost(SOON).until(() -> Vendors.to("/teams").size() == 2);
    var card = JsonPath.from(Vendors.to("/teams").getLast().body());
    assertThat(card.getString("attachments[0].content.body[0].text")).contains("In Teams");
    assertThat(card.getString("attachments[0].content.actions[0].url"))
        .startsWith("https://taskcall.example/respond/");
  }

  @Test
  void page_by_push_is_signed_and_sealed_for_the_browser_that_subscribed() throws Exception {
    var browser = new PushBrowser();
    var subscription = browser.subscription(Vendors.url() + "/push/ben");
    var path = "/api/v1/people/" + Reached.BEN + "/contact-methods";
    String id =
        World.api()
            .body(Map.of("channel", "push", "address", subscription))
            .post(path)
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    var code = JsonPath.from(opened(browser, Vendors.to("/push/ben").getFirst()));
    World.api()
        .body(Map.of("code", code.getString("title").replaceAll("\\D", "")))
        .post(path + "/" + id + "/verify")
        .then()
        .statusCode(200);
    Reached.rule(id, 0);

    opened("By push");
    await().atMost(SOON).until(() -> Vendors.to("/push/ben").size() == 2);
    var posted = Vendors.to("/push/ben").getLast();
    assertThat(JsonPath.from(opened(browser, posted)).getString("title")).contains("By push");
    String key = World.api().get("/api/v1/people/push-key").then().extract().path("publicKey");
    assertThat(posted.headers().get("Authorization")).startsWith("vapid t=").endsWith("k=" + key);
    assertThat(posted.headers())
        .containsEntry("Content-Encoding", "aes128gcm")
        .containsEntry("Urgency", "high")
        .containsKeys("TTL", "Topic");
  }

  private static String opened(PushBrowser browser, Vendors.Posted posted)
      throws GeneralSecurityException {
    return browser.open(posted.body().getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void what_is_no_push_subscription_is_refused() {
    World.api()
        .body(Map.of("channel", "push", "address", "{\"endpoint\": \"x\", \"p256dh\": 1}"))
        .post("/api/v1/people/" + Reached.BEN + "/contact-methods")
        .then()
        .statusCode(400)
        .body("field", equalTo("address"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost/hook",
        "http://[::1]/hook",
        "http://10.1.2.3/hook",
        "http://169.254.169.254/latest/meta-data",
        "http://2130706433/hook",
        "http://[::ffff:127.0.0.1]/hook",
        "http://user@127.0.0.1/hook",
      })
  void webhook_into_our_own_network_is_refused(String url) {
    World.api()
        .body("{\"channel\": \"webhook\", \"address\": \"" + url + "\"}")
        .post("/api/v1/people/" + Reached.BEN + "/contact-methods")
        .then()
        .statusCode(400)
        .body("field", equalTo("address"))
        .body("detail", containsString("it "));
  }

  private static ValidatableResponse press(String button, String token, Instant at) {
    var payload =
        "{\"type\":\"block_actions\",\"actions\":[{\"action_id\":\"%s\",\"value\":\"%s\"}]}"
            .formatted(button, token);
    var body = "payload=" + URLEncoder.encode(payload, StandardCharsets.UTF_8);
    var timestamp = Long.toString(at.getEpochSecond());
    return RestAssured.given()
        .header("X-Slack-Request-Timestamp", timestamp)
        .header("X-Slack-Signature", new SlackSignature(Vendors.SLACK_SECRET).of(timestamp, body))
        .contentType("application/x-www-form-urlencoded")
        .body(body)
        .post("/callbacks/slack")
        .then();
  }

  private static World.Alert opened(String title) {
    var alert = new World.Alert("checkout", title);
    World.say(alert.opened());
    return alert;
  }

  private String page(World.Alert alert, String what) {
    return new Sql(database)
        .text("select " + what + " from pages where incident_id = '" + alert.incident() + "'");
  }
}
