package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import io.taskcall.oncall.Vendors.Treatment;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
@QuarkusTestResource(value = Vendors.class, restrictToAnnotatedClass = true)
class PhoneTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String INBOX = "https://taskcall.example/callbacks/twilio/sms";

  @Inject DataSource database;

  @BeforeEach
  void ready() {
    World.people();
    World.awaitReady();
    await().untilAsserted(() -> World.api().get("/api/v1/people").then().statusCode(200));
    Reached.afresh(database);
  }

  @Test
  void text_is_answered_by_a_reply() {
    Reached.by("sms", "+491700000001");
    var alert = opened("checkout", "By text");
    await().atMost(SOON).until(() -> texts("+491700000001", alert).size() == 1);
    var text = texts("+491700000001", alert).getFirst();
    assertThat(text.fields().get("Body"))
        .contains("[P1] Checkout: By text")
        .contains("Reply 1 to acknowledge, 2 to resolve, 3 to escalate.");
    assertThat(Smtp.mails("By text")).isEmpty();

    Reached.phoneSays(INBOX, Map.of("From", "+491700000001", "Body", " 1 "))
        .statusCode(200)
        .contentType("application/xml")
        .body(containsString("By text: Done."));
    assertThat(World.status(alert)).isEqualTo("acknowledged");
    assertThat(World.timeline(alert)).contains("Answered by Ben Okoro by SMS: acknowledge");

    Reached.phoneSays(text.fields().get("StatusCallback"), Map.of("MessageStatus", "delivered"))
        .statusCode(204);
    Reached.phoneSays(text.fields().get("StatusCallback"), Map.of("MessageStatus", "delivered"))
        .statusCode(204);
    assertThat(World.timeline(alert)).containsOnlyOnce("The page reached Ben Okoro by SMS");
  }

  @Test
  void reply_and_receipt_that_the_database_refuses_at_first_are_not_lost() throws Exception {
    Reached.by("sms", "+491700000011");
    var alert = opened("checkout", "Not at once");
    await().atMost(SOON).until(() -> texts("+491700000011", alert).size() == 1);
    var callback = texts("+491700000011", alert).getFirst().fields().get("StatusCallback");
    new Sql(database).run("alter table incidents rename to incidents_away");
    var said =
        List.of(
            CompletableFuture.supplyAsync(
                () -> Reached.phoneSays(callback, Map.of("MessageStatus", "delivered"))),
            CompletableFuture.supplyAsync(
                () -> Reached.phoneSays(INBOX, Map.of("From", "+491700000011", "Body", "1"))));
    await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
    new Sql(database).run("alter table incidents_away rename to incidents");
    said.getFirst().get().statusCode(204);
    said.getLast().get().statusCode(200).body(containsString("Not at once: Done."));
    assertThat(World.status(alert)).isEqualTo("acknowledged");
    assertThat(World.timeline(alert)).containsOnlyOnce("The page reached Ben Okoro by SMS");
  }

  @Test
  void reply_with_a_number_answers_an_older_page() {
    Reached.by("sms", "+491700000002");
    var older = opened("checkout", "The older one");
    await().atMost(SOON).until(() -> texts("+491700000002", older).size() == 1);
    var newer = opened("checkout", "The newer one");
    await().atMost(SOON).until(() -> texts("+491700000002", newer).size() == 1);
    var number = World.incident(older).jsonPath().getInt("number");
    var reply = Map.of("From", "+491700000002", "Body", "2 #" + number);
    Reached.phoneSays(INBOX, reply).body(containsString("The older one: Done."));
    assertThat(World.status(older)).isEqualTo("resolved");
    assertThat(World.status(newer)).isEqualTo("open");
    Reached.phoneSays(INBOX, Map.of("From", "+491700000002", "Body", "what?"))
        .body(containsString("Reply 1 to acknowledge"));
    Reached.phoneSays(INBOX, Map.of("From", "+491709999999", "Body", "1"))
        .body(containsString("no such page"));
  }

  @Test
  void call_is_answered_by_a_key() {
    Reached.by("voice", "+491700000003");
    var alert = opened("checkout", "By phone");
    await().atMost(SOON).until(() -> calls("+491700000003").size() == 1);
    var url = calls("+491700000003").getFirst().fields().get("Url");
    Reached.phoneSays(url, Map.of("CallStatus", "in-progress"))
        .statusCode(200)
        .body(containsString("Priority P1. Checkout: By phone."))
        .body(containsString("<Gather numDigits=\"1\""));
    Reached.phoneSays(url + "/key", Map.of("Digits", "9")).body(containsString("no meaning"));
    Reached.phoneSays(url + "/key", Map.of("Digits", "3")).body(containsString("Done."));
    assertThat(World.incident(alert).jsonPath().getInt("level")).isEqualTo(2);
    Reached.phoneSays(url + "/key", Map.of("Digits", "2")).body(containsString("Done."));
    assertThat(World.status(alert)).isEqualTo("resolved");
  }

  @Test
  void what_is_not_signed_by_the_phone_company_is_not_heard() {
    Reached.by("sms", "+491700000004");
    var alert = opened("checkout", "Not signed");
    await().atMost(SOON).until(() -> texts("+491700000004", alert).size() == 1);
    var reply = Map.of("From", "+491700000004", "Body", "1");
    Reached.phoneSays(INBOX, reply, "d3Jvbmc=").statusCode(403);
    assertThat(World.status(alert)).isEqualTo("open");
  }

  @Test
  void text_that_was_taken_in_silence_is_not_sent_again() {
    Reached.by("sms", "+491700000005");
    Vendors.treat("+491700000005", Treatment.ACCEPTED_IN_SILENCE);
    var alert = opened("checkout", "Taken in silence");
    await().atMost(SOON).until(() -> page(alert, "state").equals("sent"));
    assertThat(page(alert, "message_id")).isEqualTo("found");
    assertThat(page(alert, "attempts")).isEqualTo("2");
    assertThat(texts("+491700000005", alert)).hasSize(1);
  }

  @Test
  void text_claimed_by_a_process_that_died_is_sent_once_by_another() {
    Reached.by("sms", "+491700000006");
    var alert = new World.Alert("checkout", "Died before it sent");
    new Sql(database)
        .run(
            "create or replace function claimed() returns trigger language plpgsql as"
                + " $$ begin new.bundle_id = new.id; new.lease_owner = 'dead:1'; new.attempts = 1;"
                + " new.lease_until = now() + interval '3 seconds'; return new; end $$");
    new Sql(database)
        .run(
            "create trigger claimed before insert on pages for each row execute function"
                + " claimed()");
    World.say(alert.opened());
    await().atMost(SOON).until(() -> page(alert, "lease_owner").equals("dead:1"));
    new Sql(database).run("drop trigger claimed on pages");
    await().atMost(SOON).until(() -> page(alert, "state").equals("sent"));
    assertThat(page(alert, "attempts")).isEqualTo("2");
    assertThat(texts("+491700000006", alert)).hasSize(1);
  }

  @Test
  void text_that_is_refused_is_followed_by_a_mail_at_once() {
    Reached.by("sms", "+491700000007");
    Vendors.treat("+491700000007", Treatment.REFUSED);
    opened("checkout", "No such number");
    await().atMost(SOON).until(() -> Smtp.mails("No such number").size() == 1);
  }

  @Test
  void text_that_reaches_no_phone_is_followed_by_the_call_that_was_planned_for_later() {
    Reached.by("sms", "+491700000008");
    Reached.rule(Reached.proved("voice", "+491700000009"), 30);
    var alert = opened("checkout", "Out of reach");
    await().atMost(SOON).until(() -> texts("+491700000008", alert).size() == 1);
    var status = texts("+491700000008", alert).getFirst().fields().get("StatusCallback");
    assertThat(calls("+491700000009")).isEmpty();
    Reached.phoneSays(status, Map.of("MessageStatus", "undelivered")).statusCode(204);
    await().atMost(SOON).until(() -> calls("+491700000009").size() == 1);
    assertThat(World.timeline(alert))
        .contains("Could not page Ben Okoro by SMS: the phone company says: undelivered");
    assertThat(Smtp.mails("Out of reach")).isEmpty();
  }

  private static World.Alert opened(String service, String title) {
    var alert = new World.Alert(service, title);
    World.say(alert.opened());
    return alert;
  }

  private static List<Vendors.Posted> texts(String number, World.Alert alert) {
    return Vendors.to(number).stream()
        .filter(one -> one.fields().getOrDefault("Body", "").contains(alert.title()))
        .toList();
  }

  /** Without those that only read a code aloud. */
  private static List<Vendors.Posted> calls(String number) {
    return Vendors.to(number).stream().filter(one -> one.fields().containsKey("Url")).toList();
  }

  private String page(World.Alert alert, String what) {
    return new Sql(database)
        .text("select " + what + " from pages where incident_id = '" + alert.incident() + "'");
  }
}
