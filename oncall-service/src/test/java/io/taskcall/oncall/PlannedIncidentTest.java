package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.taskcall.contracts.Ids;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import io.taskcall.oncall.postgres.PlannedIncidents;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class PlannedIncidentTest {
  private static final String PATH = "/api/v1/planned-incidents";
  private static final UUID CHECKOUT = Ids.derive("service", World.DEMO, "checkout");

  @Inject PlannedIncidents planned;
  @Inject DataSource database;

  @BeforeEach
  void ready() {
    World.people();
    World.awaitReady();
    await().until(() -> World.api().get("/api/v1/services").statusCode() == 200);
  }

  @Test
  void incident_opens_and_pages_when_its_time_has_come_and_opens_once() {
    var at = Instant.now().plusSeconds(3600);
    var made = plan("Certificate ends", CHECKOUT, at).statusCode(201).body("incident", nullValue());
    String id = made.body("by", equalTo("Ana Silva")).extract().path("id");
    World.api().get(PATH).then().body("items.id", hasItem(id));
    planned.doIt(at.minusSeconds(600)).await().atMost(Duration.ofSeconds(30));
    World.api().get(PATH + "/" + id).then().body("incident", nullValue());
    planned.doIt(at).await().atMost(Duration.ofSeconds(30));
    String incident = World.api().get(PATH + "/" + id).path("incident");
    World.api()
        .get("/api/v1/incidents/" + incident)
        .then()
        .statusCode(200)
        .body("title", equalTo("Certificate ends"));
    World.api()
        .get("/api/v1/incidents/" + incident + "/pages")
        .then()
        .body("items.size()", greaterThan(0));
    World.api().get(PATH).then().body("items.id", not(hasItem(id)));
    new Sql(database).run("update planned_incidents set opened = false where id = '" + id + "'");
    planned.doIt(at).await().atMost(Duration.ofSeconds(30));
    assertThat(
            new Sql(database)
                .count(
                    "select count(*) from incidents where data->'trouble'->>'title'"
                        + " = 'Certificate ends'"))
        .isEqualTo(1);
    World.api().delete(PATH + "/" + id).then().statusCode(409);
    World.api().post("/api/v1/incidents/" + incident + "/resolve").then().statusCode(200);
  }

  @Test
  void planned_incident_opens_by_itself_and_not_if_it_was_taken_back() {
    String kept =
        plan("Opens by itself", CHECKOUT, Instant.now().plusSeconds(30)).extract().path("id");
    String taken =
        plan("Taken back", CHECKOUT, Instant.now().plusSeconds(3600)).extract().path("id");
    World.api().delete(PATH + "/" + taken).then().statusCode(204);
    World.api().delete(PATH + "/" + taken).then().statusCode(404);
    await()
        .atMost(Duration.ofSeconds(150))
        .until(() -> World.api().get(PATH + "/" + kept).path("incident") != null);
    String incident = World.api().get(PATH + "/" + kept).path("incident");
    World.api().post("/api/v1/incidents/" + incident + "/resolve").then().statusCode(200);
  }

  @Test
  void time_that_is_over_or_a_service_that_is_none_is_refused_by_its_field() {
    plan("Late", CHECKOUT, Instant.now().minusSeconds(1))
        .statusCode(400)
        .body("field", equalTo("at"));
    plan("Far", CHECKOUT, Instant.now().plus(Duration.ofDays(367))).body("field", equalTo("at"));
    plan("Whose", UUID.randomUUID(), Instant.now().plusSeconds(3600))
        .statusCode(400)
        .body("field", equalTo("service"));
    World.api().get(PATH + "/" + UUID.randomUUID()).then().statusCode(404);
  }

  private static ValidatableResponse plan(String title, UUID service, Instant at) {
    return World.api()
        .body(
            "{\"title\": \"%s\", \"service\": \"%s\", \"at\": \"%s\"}"
                .formatted(title, service, at))
        .post(PATH)
        .then();
  }
}
