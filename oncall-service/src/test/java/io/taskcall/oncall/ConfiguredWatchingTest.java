package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.taskcall.contracts.Ids;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dashboards and heartbeats that the configuration's file names. */
@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class ConfiguredWatchingTest {
  private static final String FILE =
      """
      dashboards:
        - {key: filed, name: Filed, audience: public, services: [billing, portal], zone: Europe/Berlin}
      heartbeats:
        - {key: filed, name: Filed backup, service: ledger, every: PT1H}
      """;
  private static final String DASHBOARD =
      "/api/v1/dashboards/" + Ids.derive("dashboard", World.DEMO, "filed");
  private static final String HEARTBEAT =
      "/api/v1/heartbeats/" + Ids.derive("heartbeat", World.DEMO, "filed");

  @BeforeEach
  void ready() {
    World.people();
    World.awaitReady();
    await().until(() -> World.api().get("/api/v1/services").statusCode() == 200);
  }

  @Test
  void file_makes_changes_and_exports_dashboards_and_heartbeats() {
    apply(FILE).statusCode(200).body("items.result", contains("created", "created"));
    apply(FILE).body("items.result", everyItem(equalTo("unchanged")));
    World.api()
        .get(DASHBOARD)
        .then()
        .body("name", equalTo("Filed"))
        .body("services[0]", equalTo(Ids.derive("service", World.DEMO, "billing").toString()))
        .body("url", notNullValue());
    World.api()
        .get(HEARTBEAT)
        .then()
        .body("every", equalTo("PT1H"))
        .body("status", equalTo("waiting"));
    assertThat(World.api().accept("application/yaml").get("/api/v1/config").asString())
        .contains("dashboards:", "heartbeats:", "every: PT1H");
    apply(FILE.replace("PT1H", "PT2H"))
        .body("items.result", contains("unchanged", "changed"))
        .body("items[1].differences[0]", containsString("PT2H"));
    World.api().get(HEARTBEAT).then().body("every", equalTo("PT2H"));
    World.api()
        .body("{\"name\": \"Other\"}")
        .put(DASHBOARD)
        .then()
        .statusCode(409)
        .body("detail", containsString("change it there"));
    World.api().delete("/api/v1/services/billing").then().statusCode(409);
    World.api().delete(DASHBOARD).then().statusCode(204);
    World.api().delete(HEARTBEAT).then().statusCode(204);
    World.api().get(DASHBOARD).then().statusCode(404);
    World.api().get(HEARTBEAT).then().statusCode(404);
    assertThat(World.api().accept("application/yaml").get("/api/v1/config").asString())
        .doesNotContain("heartbeats:");
  }

  @Test
  void what_cannot_be_meant_is_refused_by_its_field() {
    apply("heartbeats: [{key: bad, service: nothing, every: PT1H}]")
        .statusCode(400)
        .body("field", equalTo("heartbeats[0].service"));
    apply("heartbeats: [{key: bad, service: ledger, every: PT1S}]")
        .body("field", equalTo("heartbeats[0].every"));
    apply("dashboards: [{key: bad, services: [ledger, nothing]}]")
        .body("field", equalTo("dashboards[0].services[1]"));
    apply("dashboards: [{key: bad, audience: martians}]").body("field", containsString("audience"));
  }

  private static ValidatableResponse apply(String file) {
    return World.api()
        .contentType("application/yaml")
        .body(file.getBytes(StandardCharsets.UTF_8))
        .put("/api/v1/config")
        .then();
  }
}
