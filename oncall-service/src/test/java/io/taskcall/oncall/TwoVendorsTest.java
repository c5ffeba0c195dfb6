package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import io.taskcall.oncall.domain.signing.TwilioSignature;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
@QuarkusTestResource(
    value = Vendors.class,
    restrictToAnnotatedClass = true,
    initArgs = @ResourceArg(name = Vendors.SECOND, value = "true"))
class TwoVendorsTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Map<String, String> DELIVERED = Map.of("MessageStatus", "delivered");

  @Inject DataSource database;

  @BeforeEach
  void ready() {
    World.people();
    World.awaitReady();
    await().atMost(SOON).until(() -> World.api().get("/api/v1/people").statusCode() == 200);
    Reached.afresh(database);
  }

  @Test
  void second_vendor_takes_over_when_the_first_has_no_receipt_in_time() {
    var number = "+491700000101";
    Reached.by("sms", number);
    var alert = opened("No receipt");
    await().atMost(SOON).until(() -> texts(number, alert).size() == 2);
    var first = texts(number, alert).getFirst();
    var second = texts(number, alert).getLast();
    assertThat(first.path()).contains("/AC1/");
    assertThat(second.path()).contains("/AC2/");
    assertThat(second.fields()).containsEntry("From", "+15005550007");
    assertThat(World.timeline(alert))
        .contains(
            "Could not page yet, and will try again: Ben Okoro by SMS: no receipt within 2 s;"
                + " another vendor is asked");

    var receipt = second.fields().get("StatusCallback");
    var signature = new TwilioSignature(Vendors.SECOND_TOKEN).of(receipt, new TreeMap<>(DELIVERED));
    Reached.phoneSays(receipt, DELIVERED, signature).statusCode(204);
    assertThat(World.timeline(alert)).containsOnlyOnce("The page reached Ben Okoro by SMS");
    await()
        .during(Duration.ofSeconds(4))
        .atMost(SOON)
        .until(() -> texts(number, alert).size() == 2);
  }

  @Test
  void second_vendor_is_not_asked_for_what_the_first_delivered_or_somebody_answered() {
    var number = "+491700000102";
    Reached.by("sms", number);
    var answered = opened("Answered before");
    await().atMost(SOON).until(() -> texts(number, answered).size() == 1);
    World.api().post("/api/v1/incidents/" + answered.incident() + "/acknowledge");
    var delivered = opened("Delivered before");
    await().atMost(SOON).until(() -> texts(number, delivered).size() == 1);
    Reached.phoneSays(texts(number, delivered).getFirst().fields().get("StatusCallback"), DELIVERED)
        .statusCode(204);
    await()
        .during(Duration.ofSeconds(4))
        .atMost(SOON)
        .until(() -> texts(number, answered).size() == 1 && texts(number, delivered).size() == 1);
  }

  private static World.Alert opened(String title) {
    var alert = new World.Alert("checkout", title);
    World.say(alert.opened());
    return alert;
  }

  private static List<Vendors.Posted> texts(String number, World.Alert alert) {
    return Vendors.to(number).stream()
        .filter(one -> one.fields().getOrDefault("Body", "").contains(alert.title()))
        .toList();
  }
}
