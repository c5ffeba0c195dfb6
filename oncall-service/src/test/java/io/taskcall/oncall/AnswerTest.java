package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class AnswerTest {
  private static final Pattern LINK = Pattern.compile("(/respond/\\S+)");

  @Inject DataSource database;

  @BeforeEach
  void ready() {
    World.people();
    World.awaitReady();
  }

  @Test
  void link_in_the_mail_acknowledges_only_by_its_button() throws Exception {
    var alert = new World.Alert("checkout", "Linked");
    var link = link(alert);
    var page = RestAssured.get(link);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(World.status(alert)).isEqualTo("open");
    answer(link, "acknowledge", 200);
    assertThat(World.status(alert)).isEqualTo("acknowledged");
    assertThat(World.incident(alert).jsonPath().getString("responders[0].name"))
        .isEqualTo("Ben Okoro");
    RestAssured.get(link + "x").then().statusCode(404);
  }

  @Test
  void link_works_again_once_the_incident_has_opened_again() throws Exception {
    var alert = new World.Alert("forgetful", "Left standing");
    var link = link(alert);
    for (int times = 1; times <= 2; times++) {
      answer(link, "acknowledge", 200);
      assertThat(Collections.frequency(World.timeline(alert), "Acknowledged")).isEqualTo(times);
      await().until(() -> World.status(alert).equals("open"));
    }
  }

  @Test
  void link_shows_how_it_ended_for_a_day_and_then_nothing() throws Exception {
    var alert = new World.Alert("checkout", "Long over");
    var link = link(alert);
    answer(link, "resolve", 200);
    assertThat(RestAssured.get(link).asString()).contains("Resolved.").doesNotContain("<button");
    new Sql(database)
        .run(
            "update incidents set data = jsonb_set(data, '{at}', '\"2020-01-01T00:00:00Z\"')"
                + " where id = '"
                + alert.incident()
                + "'");
    assertThat(RestAssured.get(link).statusCode()).isEqualTo(404);
    answer(link, "resolve", 404);
  }

  private static void answer(String link, String answer, int status) {
    RestAssured.given().formParam("answer", answer).post(link).then().statusCode(status);
  }

  /** Opens the incident and takes the link from the mail about it. */
  private static String link(World.Alert alert) throws Exception {
    World.say(alert.opened());
    await().until(() -> Smtp.mails(alert.title()).size() == 1);
    var link = LINK.matcher(Smtp.part(Smtp.mails(alert.title()).getFirst(), 0));
    assertThat(link.find()).isTrue();
    return link.group(1);
  }
}
