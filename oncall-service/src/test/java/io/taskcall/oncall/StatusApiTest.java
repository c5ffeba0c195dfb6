package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.taskcall.contracts.Ids;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class StatusApiTest {
  @BeforeEach
  void ready() {
    World.people();
    World.awaitReady();
    await().until(() -> World.api().get("/api/v1/services").statusCode() == 200);
  }

  @Test
  void public_dashboard_shows_incidents_and_what_stakeholders_are_told() {
    var alert = new World.Alert("ledger", "Ledger <script>alert(1)</script> broke");
    World.say(alert.opened());
    await().until(() -> World.status(alert).equals("open"));
    var page =
        pathOf(make("{\"name\": \"Shop & more\", \"audience\": \"public\", \"graph\": true}"));
    tell(alert, "We know what it is.\\nIt is <b>DNS</b>.")
        .statusCode(201)
        .body("by", equalTo("Ana Silva"));
    var html =
        RestAssured.get(page)
            .then()
            .statusCode(200)
            .header("Content-Security-Policy", containsString("default-src 'none'"))
            .header("Content-Security-Policy", not(containsString("unsafe")))
            .extract()
            .asString();
    assertThat(html)
        .contains(
            "Shop &amp; more", "Billing", "It is &lt;b&gt;DNS&lt;/b&gt;.", "<svg role=\"img\"")
        .contains("Ledger &lt;script&gt;", "Billing (impacted) depends on Ledger")
        .doesNotContain("<script", "style=\"");
    RestAssured.get(page + "/json")
        .then()
        .body("status", equalTo("impacted"))
        .body("services.service.name", hasItem("Billing"))
        .body("incidents[0].updates[0].message", containsString("DNS"));
    World.say(alert.recovered());
  }

  @Test
  void subscriber_is_told_only_after_confirming_and_not_after_leaving() throws Exception {
    var made =
        make(
            "{\"name\": \"Told\", \"audience\": \"public\", \"services\": [\"%s\"]}"
                .formatted(id("portal")));
    var alert = new World.Alert("ledger", "Ledger is late");
    World.say(alert.opened());
    await().until(() -> World.status(alert).equals("open"));
    var page = pathOf(made);
    RestAssured.given()
        .formParam("email", "Eve@example.com")
        .post(page + "/subscribe")
        .then()
        .statusCode(200)
        .body(containsString("Look into your mailbox"));
    RestAssured.given().formParam("email", "eve@example.com").post(page + "/subscribe");
    RestAssured.given()
        .formParam("email", "nobody")
        .post(page + "/subscribe")
        .then()
        .statusCode(400);
    var asked = mail("Do you want to be told about Told?");
    tell(alert, "Nobody hears this yet").statusCode(201);
    var confirm = link(asked, "confirm");
    RestAssured.get(confirm).then().statusCode(200).body(containsString("eve@example.com"));
    RestAssured.post(confirm).then().statusCode(200).body(containsString("You are subscribed"));
    tell(alert, "It is the disk").statusCode(201);
    var told = mail("Told: Ledger is late");
    assertThat(Smtp.text(told)).contains("It is the disk", "Affected   Customers' portal");
    assertThat(told.getHeader("List-Unsubscribe-Post"))
        .containsExactly("List-Unsubscribe=One-Click");
    RestAssured.post(link(told, "unsubscribe")).then().statusCode(200);
    RestAssured.get(link(told, "unsubscribe")).then().statusCode(404);
    tell(alert, "Nobody hears this any more").statusCode(201);
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(60))
        .until(() -> Smtp.mails("Told").size() == 2);
    World.say(alert.recovered());
  }

  @Test
  void private_dashboard_has_no_link_and_another_link_closes_the_one_before() {
    var made = make("{\"name\": \"Ours\", \"zone\": \"Europe/Berlin\"}");
    made.body("url", nullValue()).body("audience", equalTo("organization"));
    var path = "/api/v1/dashboards/" + made.extract().path("id");
    World.api().get(path + "/page").then().statusCode(200).body(containsString("Ours"));
    World.api().get(path + "/status").then().body("services[0].days", hasSize(30));
    RestAssured.get(path + "/page").then().statusCode(401);
    World.api()
        .body("{\"name\": \"Everybody's\", \"audience\": \"public\", \"titles\": false}")
        .put(path)
        .then()
        .statusCode(200)
        .body("url", notNullValue());
    String first = World.api().get(path).path("url");
    String second = World.api().post(path + "/link").path("url");
    RestAssured.get(URI.create(first).getPath()).then().statusCode(404);
    RestAssured.get(URI.create(second).getPath()).then().statusCode(200);
    World.api().delete(path).then().statusCode(204);
    RestAssured.get(URI.create(second).getPath()).then().statusCode(404);
    World.api().get(path).then().statusCode(404);
  }

  @Test
  void wrong_input_names_its_field() {
    wish("{}").statusCode(400).body("field", equalTo("name"));
    wish("{\"name\": \"a\", \"audience\": \"me\"}").body("field", equalTo("audience"));
    wish("{\"name\": \"a\", \"zone\": \"Mars\"}").body("field", equalTo("zone"));
    wish("{\"name\": \"a\", \"services\": [\"%s\"]}".formatted(UUID.randomUUID()))
        .statusCode(400)
        .body("field", equalTo("services[0]"));
    var nobodys = new World.Alert("ledger", "Never happened");
    tell(nobodys, "x").statusCode(404);
    RestAssured.get("/status/" + UUID.randomUUID() + ".1." + "x".repeat(43)).then().statusCode(404);
  }

  @Test
  void people_of_the_organization_see_who_is_told_and_end_it() {
    var made = make("{\"name\": \"Ending\"}");
    var path = "/api/v1/dashboards/" + made.extract().path("id") + "/subscriptions";
    World.api().body("{\"email\": \"zoe@example.com\"}").post(path).then().statusCode(202);
    World.api().body("{\"email\": \"a b\"}").post(path).then().body("field", equalTo("email"));
    var listed = World.api().get(path).then().body("items.email", contains("zoe@example.com"));
    listed.body("items[0].confirmed", equalTo(false));
    String subscription = listed.extract().path("items[0].id");
    World.api().delete(path + "/" + subscription).then().statusCode(204);
    World.api().delete(path + "/" + subscription).then().statusCode(404);
  }

  private static ValidatableResponse make(String body) {
    return wish(body).statusCode(201);
  }

  private static ValidatableResponse wish(String body) {
    return World.api().body(body).post("/api/v1/dashboards").then();
  }

  private static String pathOf(ValidatableResponse made) {
    return URI.create(made.extract().path("url")).getPath();
  }

  private static ValidatableResponse tell(World.Alert alert, String message) {
    return World.api()
        .body("{\"message\": \"" + message + "\"}")
        .post("/api/v1/incidents/" + alert.incident() + "/status-updates")
        .then();
  }

  private static MimeMessage mail(String subject) {
    await().until(() -> Smtp.mails(subject).size() == 1);
    return Smtp.mails(subject).getFirst();
  }

  private static String link(MimeMessage mail, String what) {
    var found = Pattern.compile("http\\S+/status/" + what + "/\\S+").matcher(Smtp.text(mail));
    assertThat(found.find()).isTrue();
    return URI.create(found.group()).getPath();
  }

  private static String id(String key) {
    return Ids.derive("service", World.DEMO, key).toString();
  }
}
