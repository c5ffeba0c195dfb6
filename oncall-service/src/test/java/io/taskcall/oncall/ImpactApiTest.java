package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.taskcall.contracts.Ids;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class ImpactApiTest {
  @BeforeEach
  void ready() {
    World.people();
    World.awaitReady();
    await().until(() -> World.api().get("/api/v1/services").statusCode() == 200);
  }

  @Test
  void page_names_the_business_services_that_feel_it() throws Exception {
    var alert = new World.Alert("ledger", "Ledger is slow");
    World.say(alert.opened());
    await().until(() -> Smtp.mails(alert.title()).size() == 1);
    var mail = Smtp.mails(alert.title()).getFirst();
    assertThat(Smtp.part(mail, 0)).contains("Billing, Customers' portal affected");
    assertThat(Smtp.part(mail, 1)).contains("Billing, Customers&#39; portal affected");
    get("/api/v1/incidents/" + alert.incident() + "/impact")
        .body("service.name", equalTo("Ledger"))
        .body("affects.name", contains("Billing", "Customers' portal"))
        .body("summary", equalTo("Billing, Customers' portal affected"));
    get("/api/v1/services/" + id("portal") + "/impact")
        .body("status", equalTo("impacted"))
        .body(
            "incidents.find { it.title == 'Ledger is slow' }.via.name",
            contains("Customers' portal", "Billing", "Ledger"));
    get("/api/v1/impact")
        .body("items[0].status", equalTo("impacted"))
        .body("items.service.kind", hasItem("business"));
    get("/api/v1/services/" + id("billing") + "/status?zone=Europe/Berlin")
        .body("status", equalTo("impacted"))
        .body("days", hasSize(30))
        .body("days[29].impactedMinutes", equalTo(1));
    World.say(alert.recovered());
    await()
        .until(() ->
            get("/api/v1/services/" + id("billing") + "/status")
                .extract()
                .path("status")
                .equals("healthy"));
  }

  @Test
  void dependencies_are_changed_and_a_cycle_is_refused_with_its_name() {
    var base = make("graph-base", "Base", "technical");
    var middle = make("graph-middle", "Middle", "business");
    var top = make("graph-top", "Top", "business");
    put(middle, "[\"" + base + "\"]").statusCode(200).body("dependsOn.name", contains("Base"));
    World.api()
        .body("{\"service\": \"" + middle + "\"}")
        .post("/api/v1/services/" + top + "/dependencies")
        .then()
        .statusCode(200)
        .body("dependsOn.name", contains("Middle"));
    get("/api/v1/services/" + base + "/dependencies")
        .body("usedBy.name", contains("Middle"))
        .body("affects.name", contains("Middle", "Top"));
    put(base, "[\"" + top + "\"]")
        .statusCode(409)
        .contentType("application/problem+json")
        .body("detail", containsString("Base → Top → Middle → Base"));
    put(base, "[\"" + UUID.randomUUID() + "\"]")
        .statusCode(400)
        .body("field", equalTo("dependsOn"));
    put(UUID.randomUUID().toString(), "[]").statusCode(404);
    World.api()
        .delete("/api/v1/services/" + top + "/dependencies/" + middle)
        .then()
        .statusCode(200)
        .body("dependsOn", empty());
    World.api()
        .delete("/api/v1/services/" + top + "/dependencies/" + middle)
        .then()
        .statusCode(404);
  }

  @Test
  void service_is_made_once_and_wrong_input_names_its_field() {
    make("made-once", "Made once", "business");
    wish("{\"key\": \"made-once\", \"name\": \"Again\", \"kind\": \"business\"}").statusCode(409);
    wish("{\"name\": \"Made: Once!\", \"kind\": \"business\"}").statusCode(409);
    wish("{\"name\": \"!\", \"kind\": \"business\"}").body("field", equalTo("key"));
    wish("{\"key\": \"Made Once\", \"name\": \"Again\"}")
        .statusCode(400)
        .body("field", equalTo("key"));
    wish("{\"key\": \"nobody\", \"name\": \"Nobody\"}")
        .statusCode(400)
        .body("field", equalTo("policy"));
    wish("{\"key\": \"odd\", \"name\": \"Odd\", \"kind\": \"odd\"}")
        .statusCode(400)
        .body("field", equalTo("kind"));
    World.api().get("/api/v1/status?zone=Mars").then().statusCode(400);
    World.api().get("/api/v1/status?days=0").then().body("field", equalTo("days"));
    World.api().get("/api/v1/impact?kind=odd").then().body("field", equalTo("kind"));
  }

  @Test
  void service_without_incidents_is_healthy() {
    var quiet = make("quiet", "Quiet", "business");
    get("/api/v1/services/" + quiet + "/status")
        .body("status", equalTo("healthy"))
        .body("impactedSince", nullValue())
        .body("healthyPercent", equalTo(100.0f));
    get("/api/v1/services/" + quiet + "/impact").body("summary", equalTo(""));
  }

  private static String make(String key, String name, String kind) {
    var policy = Ids.derive("policy", World.DEMO, "patient");
    return wish("{\"key\": \"%s\", \"name\": \"%s\", \"kind\": \"%s\", \"policy\": \"%s\"}"
            .formatted(key, name, kind, policy))
        .statusCode(201)
        .body("kind", equalTo(kind))
        .extract()
        .path("id");
  }

  private static ValidatableResponse wish(String body) {
    return World.api().body(body).post("/api/v1/services").then();
  }

  private static ValidatableResponse put(String id, String dependsOn) {
    return World.api()
        .body("{\"dependsOn\": " + dependsOn + "}")
        .put("/api/v1/services/" + id + "/dependencies")
        .then();
  }

  private static ValidatableResponse get(String path) {
    return World.api().get(path).then().statusCode(200);
  }

  private static String id(String key) {
    return Ids.derive("service", World.DEMO, key).toString();
  }
}
