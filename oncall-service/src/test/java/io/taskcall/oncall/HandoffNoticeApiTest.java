package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskcall.contracts.Ids;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import io.taskcall.oncall.postgres.HandoffNotices;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class HandoffNoticeApiTest {
  @Inject HandoffNotices notices;
  @Inject DataSource database;

  @BeforeEach
  void ready() {
    World.people();
    World.awaitReady();
    await().until(() -> World.api().get("/api/v1/services").statusCode() == 200);
  }

  @Test
  void person_who_comes_on_call_is_told_once() {
    World.api()
        .body(
            """
            {"key": "handed", "name": "Handed", "timeZone": "UTC", "layers": [
              {"name": "days", "rotation": {"type": "daily", "start": "2026-01-05T09:00"},
               "participants": [["ana@demo.example"], ["ben@demo.example"]]}],
             "handoffNotices": ["P3D"]}
            """)
        .post("/api/v1/schedules")
        .then()
        .statusCode(201);
    await().until(() -> Smtp.mails("You come on call for Handed").size() >= 3);
    var mail = Smtp.mails("You come on call for Handed").getFirst();
    assertThat(Smtp.to(mail)).isIn("ana@demo.example", "ben@demo.example");
    assertThat(Smtp.text(mail)).contains("From    ", "09:00 UTC", "Until   ");
    var now = Instant.now();
    notices.doIt(now).await().atMost(Duration.ofSeconds(30));
    long told = told();
    notices.doIt(now).await().atMost(Duration.ofSeconds(30));
    assertThat(told()).isEqualTo(told);
    assertThat(told).isLessThanOrEqualTo(5);
    World.api().get("/api/v1/schedules/handed").then().body("handoffNotices[0]", equalTo("P3D"));
  }

  @Test
  void notice_further_ahead_than_a_month_is_refused_by_its_field() {
    World.api()
        .body(
            "{\"key\": \"far\", \"timeZone\": \"UTC\", \"layers\": [], \"handoffNotices\":"
                + " [\"P32D\"]}")
        .post("/api/v1/schedules")
        .then()
        .statusCode(400)
        .body("field", equalTo("handoffNotices"));
  }

  private long told() {
    return new Sql(database)
        .count(
            "select count(*) from letters where user_id is not null and data->>'schedule' = '"
                + Ids.derive("schedule", World.DEMO, "handed")
                + "'");
  }
}
