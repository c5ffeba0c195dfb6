package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.taskcall.contracts.Ids;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import jakarta.inject.Inject;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class ContactMethodsTest {
  private static final String BEN = Ids.derive("user", World.DEMO, "ben@demo.example").toString();
  private static final Pattern CODE = Pattern.compile("code is (\\d{6})");

  @Inject DataSource database;

  @BeforeEach
  void ready() {
    World.people();
    World.awaitReady();
    await().untilAsserted(() -> World.api().get(path("me", "")).then().statusCode(200));
    await().untilAsserted(() -> World.api().get(path(BEN, "")).then().statusCode(200));
  }

  @AfterEach
  void forget() {
    Reached.afresh(database);
  }

  @Test
  void mailbox_of_the_account_is_there_and_verified() {
    World.api()
        .get(path("ben@demo.example", ""))
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].id", equalTo(BEN))
        .body("items[0].channel", equalTo("email"))
        .body("items[0].address", equalTo("ben@demo.example"))
        .body("items[0].verified", equalTo(true))
        .body("items[0].account", equalTo(true));
    World.api().delete(path(BEN, "/" + BEN)).then().statusCode(409);
  }

  @Test
  void method_counts_once_its_code_came_back() {
    var id = add("first@demo.example");
    var code = code("first@demo.example");
    rule(id, 0).statusCode(201);
    var before = new World.Alert("checkout", "Before it counts");
    World.say(before.opened());
    await().until(() -> recipients(before).contains("ben@demo.example"));

    answer(id, code.equals("000000") ? "000001" : "000000")
        .statusCode(400)
        .body("field", equalTo("code"));
    answer(id, code).statusCode(200).body("verified", equalTo(true));
    answer(id, "anything").statusCode(200);

    var after = new World.Alert("checkout", "After it counts");
    World.say(after.opened());
    await().until(() -> recipients(after).equals("first@demo.example"));
    World.api().get("/api/v1/people").then().body("items.name", hasItem("Ben Okoro"));
  }

  @Test
  void later_rule_is_a_page_of_its_own_that_acknowledging_calls_off() {
    var id = add("later@demo.example");
    answer(id, code("later@demo.example")).statusCode(200);
    rule(BEN, 0).statusCode(201);
    rule(id, 30).statusCode(201);
    var alert = new World.Alert("checkout", "Two rules");
    World.say(alert.opened());
    await().until(() -> Smtp.mails("Two rules").size() == 1);
    var pages = "/api/v1/incidents/" + alert.incident() + "/pages";
    await()
        .untilAsserted(() ->
            World.api().get(pages).then().body("items.status", contains("sent", "scheduled")));
    World.api().post("/api/v1/incidents/" + alert.incident() + "/acknowledge");
    World.api().get(pages).then().body("items.status", contains("sent", "suppressed"));
    assertThat(Smtp.mails("Two rules")).hasSize(1);
  }

  @Test
  void method_that_is_refused_is_followed_by_the_next_one_at_once() {
    var gone = add("leaving@demo.example");
    answer(gone, code("leaving@demo.example")).statusCode(200);
    new Sql(database)
        .run("update reach set data = replace(data::text, 'leaving@', 'gone-away@')::jsonb");
    rule(gone, 0).statusCode(201);
    rule(BEN, 30).statusCode(201);
    var alert = new World.Alert("checkout", "Next method");
    World.say(alert.opened());
    await().until(() -> recipients(alert).equals("ben@demo.example"));
    assertThat(World.timeline(alert)).noneMatch(text -> text.startsWith("Escalated"));
  }

  @Test
  void second_code_has_to_wait() {
    var id = add("eager@demo.example");
    World.api()
        .post(path(BEN, "/" + id + "/code"))
        .then()
        .statusCode(429)
        .header("Retry-After", Integer::parseInt, greaterThan(0));
  }

  @Test
  void code_that_was_guessed_at_too_often_is_worth_nothing() {
    var id = add("guessed@demo.example");
    var code = code("guessed@demo.example");
    for (int guess = 0; guess < 5; guess++) {
      answer(id, "x" + guess).statusCode(400);
    }
    answer(id, code).statusCode(409);
    assertThat(new Sql(database).text("select hash from proofs")).doesNotContain(code);
  }

  @Test
  void address_that_refuses_mail_is_not_kept() {
    World.api()
        .body("{\"channel\": \"email\", \"address\": \"gone-too@demo.example\"}")
        .post(path(BEN, ""))
        .then()
        .statusCode(400)
        .body("field", equalTo("address"));
    World.api().get(path(BEN, "")).then().body("items", hasSize(1));
  }

  @Test
  void rules_are_replaced_together_or_not_at_all() {
    World.api()
        .body("{\"rules\": [{\"urgency\": \"low\", \"method\": \"" + BEN + "\"}]}")
        .put(rules(""))
        .then()
        .statusCode(200)
        .body("items.afterMinutes", contains(0));
    World.api()
        .body("{\"rules\": [{\"urgency\": \"low\", \"method\": \"" + World.DEMO + "\"}]}")
        .put(rules(""))
        .then()
        .statusCode(400)
        .body("field", equalTo("rules"));
    rule(BEN, 0).statusCode(201);
    rule(BEN, 5).statusCode(409);
    var id = World.api().get(rules("")).jsonPath().getString("items[0].id");
    World.api().delete(rules("/" + id)).then().statusCode(204);
    World.api().delete(rules("/" + id)).then().statusCode(404);
  }

  @Test
  void quiet_hours_are_set_and_removed() {
    var path = "/api/v1/people/" + BEN + "/quiet-hours";
    World.api().get(path).then().statusCode(204);
    World.api()
        .body("{\"zone\": \"Europe/Berlin\", \"from\": \"22:00\", \"to\": \"07:00\"}")
        .put(path)
        .then()
        .statusCode(200);
    World.api().get(path).then().body("zone", equalTo("Europe/Berlin"));
    World.api()
        .body("{\"zone\": \"Mars\", \"from\": \"22:00\", \"to\": \"07:00\"}")
        .put(path)
        .then()
        .statusCode(400)
        .body("field", equalTo("zone"));
    World.api().delete(path).then().statusCode(204);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|channel",
        "{\"channel\": \"pigeon\", \"address\": \"x\"}|channel",
        "{\"channel\": \"email\"}|address",
        "{\"channel\": \"email\", \"address\": \"nobody\"}|address",
        "{\"type\": \"sms\", \"address\": \"0170 1234567\"}|address",
        "{\"channel\": \"email\", \"address\": \"a@b.example\", \"colour\": \"red\"}|colour",
      })
  void mistake_is_named(String body, String field) {
    World.api()
        .body(body)
        .post(path(BEN, ""))
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("field", equalTo(field));
  }

  @Test
  void nobody_learns_how_people_of_others_are_reached() {
    World.api().get(path(World.DEMO.toString(), "")).then().statusCode(404);
    World.api().get(path("nobody@demo.example", "")).then().statusCode(404);
  }

  private static String add(String address) {
    return World.api()
        .body("{\"channel\": \"email\", \"address\": \"" + address + "\", \"label\": \"mine\"}")
        .post(path(BEN, ""))
        .then()
        .statusCode(201)
        .body("verified", equalTo(false))
        .body("code.sent", equalTo(true))
        .extract()
        .path("id");
  }

  private static ValidatableResponse answer(String id, String code) {
    return World.api()
        .body("{\"code\": \"" + code + "\"}")
        .post(path(BEN, "/" + id + "/verify"))
        .then();
  }

  private static ValidatableResponse rule(String method, int minutes) {
    return World.api()
        .body(
            "{\"urgency\": \"high\", \"method\": \"%s\", \"afterMinutes\": %d}"
                .formatted(method, minutes))
        .post(rules(""))
        .then();
  }

  private static String rules(String rest) {
    return "/api/v1/people/" + BEN + "/notification-rules" + rest;
  }

  private static String path(String who, String rest) {
    return "/api/v1/people/" + who + "/contact-methods" + rest;
  }

  private static String code(String address) {
    var mail =
        Smtp.mails("Your TaskCall code").stream()
            .filter(one -> Smtp.to(one).equals(address))
            .reduce((older, newer) -> newer)
            .orElseThrow();
    var code = CODE.matcher(Smtp.subject(mail));
    assertThat(code.find()).isTrue();
    return code.group(1);
  }

  private static String recipients(World.Alert alert) {
    return String.join(",", Smtp.mails(alert.title()).stream().map(Smtp::to).toList());
  }
}
