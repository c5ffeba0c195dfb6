package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.taskcall.contracts.Topic;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class PagingTest {
  @BeforeAll
  static void people() {
    World.people();
  }

  @BeforeEach
  void ready() {
    World.awaitReady();
  }

  @Test
  void opened_alert_mails_the_person_on_call_once() throws Exception {
    var alert = new World.Alert("checkout", "Disk full on web-1");
    World.say(alert.opened());
    World.say(alert.opened());
    var mail = onlyMail(alert);
    assertThat(mail.getSubject()).isEqualTo("[P1] Checkout: Disk full on web-1");
    assertThat(mail.getRecipients(Message.RecipientType.TO)[0]).hasToString("ben@demo.example");
    await().until(() -> pageStatus(alert).equals("sent"));
    assertThat(mail.getMessageID())
        .isEqualTo(pages(alert).getString("items[0].messageId"))
        .startsWith("<" + pages(alert).getString("items[0].id"));
    assertThat(Smtp.part(mail, 1)).contains("Something &lt;b&gt;broke&lt;/b&gt;");
  }

  @Test
  void test_alert_goes_the_whole_way_and_says_everywhere_that_it_is_a_test() throws Exception {
    var alert = new World.Alert("checkout", "Only trying");
    World.say(alert.testing());
    var mail = onlyMail(alert);
    assertThat(mail.getSubject()).isEqualTo("[TEST] [P1] Checkout: Only trying");
    assertThat(Smtp.part(mail, 0)).startsWith("This is a test. Only trying").contains(", a test");
    assertThat(Smtp.part(mail, 1)).contains("This is a test. Only trying");
    assertThat(World.incident(alert).jsonPath().getBoolean("test")).isTrue();
  }

  @Test
  void repeats_are_counted_and_page_nobody() {
    var alert = new World.Alert("checkout", "Repeating");
    World.say(alert.opened());
    World.say(alert.repeated(2));
    World.say(alert.repeated(7));
    await().until(() -> World.incident(alert).jsonPath().getInt("alertCount") == 7);
    assertThat(pages(alert).getList("items")).hasSize(1);
  }

  @Test
  void recovery_resolves_the_incident() {
    var alert = new World.Alert("checkout", "Recovering");
    World.say(alert.opened());
    World.say(alert.recovered());
    await().until(() -> World.status(alert).equals("resolved"));
    World.api()
        .post("/api/v1/incidents/" + alert.incident() + "/acknowledge")
        .then()
        .statusCode(409)
        .contentType("application/problem+json");
  }

  @Test
  void nobody_answering_escalates_to_the_next_level() throws Exception {
    var alert = new World.Alert("hasty", "Unanswered");
    World.say(alert.opened());
    await().atMost(Duration.ofSeconds(20)).until(() -> Smtp.mails("Unanswered").size() == 2);
    assertThat(Smtp.mails("Unanswered"))
        .anySatisfy(mail ->
            assertThat(mail.getRecipients(Message.RecipientType.TO)[0])
                .hasToString("ana@demo.example"));
    assertThat(timeline(alert)).contains("Escalated to level 2: nobody acknowledged in time");
  }

  @Test
  void nobody_on_call_escalates_at_once() {
    var alert = new World.Alert("uncovered", "Uncovered hour");
    World.say(alert.opened());
    await().until(() -> Smtp.mails("Uncovered hour").size() == 1);
    assertThat(timeline(alert)).contains("Escalated to level 2: nobody is on call at level 1");
  }

  @Test
  void acknowledging_stops_escalation() {
    var alert = new World.Alert("hasty", "Taken");
    World.say(alert.opened());
    await().until(() -> World.status(alert).equals("open"));
    for (int twice = 0; twice < 2; twice++) {
      World.api()
          .post("/api/v1/incidents/" + alert.incident() + "/acknowledge")
          .then()
          .statusCode(200)
          .body("status", equalTo("acknowledged"));
    }
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(60))
        .until(() -> World.isLeftAloneOnceAcknowledged(alert));
  }

  @Test
  void acknowledged_incident_without_progress_opens_again() {
    var alert = new World.Alert("forgetful", "Forgotten");
    World.say(alert.opened());
    await().until(() -> World.status(alert).equals("open"));
    World.api().post("/api/v1/incidents/" + alert.incident() + "/acknowledge");
    await().until(() -> World.status(alert).equals("open"));
    await().until(() -> Smtp.mails("Forgotten").size() == 2);
  }

  @Test
  void responders_hear_once_that_it_got_worse() {
    var alert = new World.Alert("checkout", "Worsening");
    World.say(alert.opened());
    World.say(alert.worsened());
    World.say(alert.worsened());
    await().until(() -> Smtp.mails("Worse: Checkout: Worsening").size() == 1);
    await().until(() -> Smtp.mails("Checkout: Worsening").size() == 2);
  }

  @Test
  void record_that_nobody_can_read_holds_up_no_other() {
    var topic = Topic.ALERT_CHANGES.wireName();
    for (int partition = 0; partition < Topic.ALERT_CHANGES.partitions(); partition++) {
      World.say(new ProducerRecord<>(topic, partition, "\0", new byte[1_000_000]));
    }
    var alert = new World.Alert("checkout", "After the unreadable");
    World.say(alert.opened());
    await().until(() -> Smtp.mails(alert.title()).size() == 1);
  }

  @Test
  void pages_wait_for_a_mail_server_that_is_down() {
    var alert = new World.Alert("checkout", "Mail is down");
    Smtp.down();
    World.say(alert.opened());
    await().until(() -> pages(alert).getInt("items[0].attempts") >= 2);
    Smtp.up();
    await().atMost(Duration.ofSeconds(20)).until(() -> pageStatus(alert).equals("sent"));
    assertThat(Smtp.mails("Mail is down")).hasSize(1);
  }

  @Test
  void api_is_closed_to_strangers() {
    RestAssured.get("/api/v1/incidents").then().statusCode(401);
    RestAssured.given()
        .header("Authorization", "Bearer tc_wrong")
        .get("/api/v1/services")
        .then()
        .statusCode(401)
        .contentType("application/problem+json");
  }

  @Test
  void nonsense_in_a_question_is_the_askers_mistake() {
    var endless = "+999999999-12-31T23:59:59Z " + new UUID(0, 0);
    var cursor = Base64.getUrlEncoder().encodeToString(endless.getBytes(StandardCharsets.UTF_8));
    var incidents = "/api/v1/incidents";
    World.api().queryParam("cursor", cursor).get(incidents).then().statusCode(400);
    World.api()
        .queryParam("service", "a\0b")
        .get(incidents)
        .then()
        .statusCode(200)
        .body("items", hasSize(0));
    World.api()
        .queryParam("at", "+999999999-12-31T23:59:59Z")
        .get("/api/v1/schedules/" + new UUID(0, 0) + "/on-call")
        .then()
        .statusCode(400);
  }

  @Test
  void services_and_schedules_are_listed() {
    World.api()
        .get("/api/v1/services")
        .then()
        .statusCode(200)
        .body("items.name", hasItem("Checkout"));
    var schedule = io.taskcall.contracts.Ids.derive("schedule", World.DEMO, "primary");
    World.api()
        .get("/api/v1/schedules/" + schedule + "/on-call?at=2026-02-01T12:00:00Z")
        .then()
        .statusCode(200)
        .body("people[0].name", equalTo("Ben Okoro"));
  }

  @Test
  void list_of_incidents_goes_on_where_it_ended() {
    for (int i = 0; i < 3; i++) {
      World.say(new World.Alert("uncovered", "Listed " + i).opened());
    }
    await().until(() -> list("").getList("items").size() >= 3);
    var first = list("&limit=2");
    assertThat(first.getList("items")).hasSize(2);
    var rest = list("&limit=200&cursor=" + first.getString("next"));
    assertThat(rest.getList("items.id")).doesNotContainAnyElementsOf(first.getList("items.id"));
  }

  private static io.restassured.path.json.JsonPath list(String more) {
    return World.api()
        .get("/api/v1/incidents?status=open,acknowledged&service=Uncovered" + more)
        .jsonPath();
  }

  private static io.restassured.path.json.JsonPath pages(World.Alert alert) {
    return World.api().get("/api/v1/incidents/" + alert.incident() + "/pages").jsonPath();
  }

  private static String pageStatus(World.Alert alert) {
    return String.valueOf(pages(alert).getString("items[0].status"));
  }

  private static String timeline(World.Alert alert) {
    return World.api().get("/api/v1/incidents/" + alert.incident() + "/timeline").asString();
  }

  private static MimeMessage onlyMail(World.Alert alert) {
    await().until(() -> Smtp.mails(alert.title()).size() == 1);
    return Smtp.mails(alert.title()).getFirst();
  }
}
