package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class IncidentSubscriptionTest {
  @BeforeEach
  void ready() {
    World.people();
    World.awaitReady();
    await().until(() -> World.api().get("/api/v1/services").statusCode() == 200);
  }

  @Test
  void people_of_the_organization_are_told_at_once_and_strangers_once_they_want_to() {
    var alert = new World.Alert("ledger", "Followed alone");
    World.say(alert.opened());
    await().until(() -> World.status(alert).equals("open"));
    var path = "/api/v1/incidents/" + alert.incident() + "/subscriptions";
    World.api().body("{\"email\": \"Ben@demo.example\"}").post(path).then().statusCode(202);
    World.api().body("{\"email\": \"eve@out.example\"}").post(path).then().statusCode(202);
    World.api()
        .get(path)
        .then()
        .body("items.email", contains("ben@demo.example", "eve@out.example"))
        .body("items.confirmed", contains(true, false));
    tell(alert, "It is the disk");
    await().until(() -> told("ben@demo.example").size() == 1);
    assertThat(Smtp.text(told("ben@demo.example").getFirst()))
        .contains("It is the disk", "Affected   Ledger, Billing, Customers' portal");
    await()
        .until(() ->
            Smtp.mails("Do you want to be told about #").stream()
                .anyMatch(mail -> Smtp.to(mail).equals("eve@out.example")));
    var asked =
        Smtp.mails("Do you want to be told about #").stream()
            .filter(mail -> Smtp.to(mail).equals("eve@out.example"))
            .findFirst()
            .orElseThrow();
    var link = Pattern.compile("http\\S+/status/confirm/\\S+").matcher(Smtp.text(asked));
    assertThat(link.find()).isTrue();
    RestAssured.post(URI.create(link.group()).getPath())
        .then()
        .statusCode(200)
        .body(containsString("Followed alone"));
    tell(alert, "It is mended");
    await().until(() -> told("eve@out.example").size() == 1);
    String ben = World.api().get(path).path("items[0].id");
    World.api().delete(path + "/" + ben).then().statusCode(204);
    World.api().delete(path + "/" + ben).then().statusCode(404);
    World.say(alert.recovered());
  }

  @Test
  void incident_that_is_none_and_an_address_that_is_none_are_refused() {
    var path = "/api/v1/incidents/" + UUID.randomUUID() + "/subscriptions";
    World.api().get(path).then().statusCode(404);
    World.api()
        .body("{\"email\": \"a b\"}")
        .post(path)
        .then()
        .statusCode(400)
        .body("field", equalTo("email"));
  }

  private static List<MimeMessage> told(String address) {
    return Smtp.mails("Followed alone").stream()
        .filter(mail -> Smtp.subject(mail).matches("#\\d+: Followed alone"))
        .filter(mail -> Smtp.to(mail).equals(address))
        .toList();
  }

  private static void tell(World.Alert alert, String message) {
    World.api()
        .body("{\"message\": \"" + message + "\"}")
        .post("/api/v1/incidents/" + alert.incident() + "/status-updates")
        .then()
        .statusCode(201);
  }
}
