package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(BundlingTest.Gathering.class)
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class BundlingTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Pattern LINK = Pattern.compile("(/respond/\\S+)");
  private static final Pattern ALL = Pattern.compile("(/respond/\\S+/all)");

  /** Not those of other tests that are due long after this one. */
  private static final String UNSENT =
      "state = 'scheduled' and not cancelled and due_at < now() + interval '1 day'";

  /** Places that may have a message again, once what they had is dealt with. */
  private static final String RESTED =
      "select count(*) from inboxes where sent_at < now() - interval '3 seconds'";

  @Inject DataSource database;

  /** Pages are gathered for long enough to be seen. */
  public static final class Gathering implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("oncall.bundle.window", "3s", "oncall.bundle.longest", "6s");
    }
  }

  @BeforeEach
  void ready() {
    World.people();
    World.awaitReady();
    new Sql(database)
        .run("delete from inboxes; update pages set cancelled = true where state = 'scheduled'");
  }

  @Test
  void what_follows_the_first_page_within_seconds_is_one_message_that_says_how_many()
      throws Exception {
    var first = new World.Alert("checkout", "Storm front");
    World.say(first.opened());
    awaitMail(first);
    var more = gathered(alerts("Gust ", 120));
    var mails = Smtp.mails("120 incidents");
    assertThat(mails).hasSize(1);
    assertThat(Smtp.mails("Gust ")).isEqualTo(mails);
    assertThat(more)
        .allSatisfy(alert ->
            assertThat(page(alert, "message_id")).isEqualTo(mails.getFirst().getMessageID()));
    var text = Smtp.part(mails.getFirst(), 0);
    assertThat(text).startsWith("120 incidents").contains("and 70 more").contains("All: #");
    assertThat(Smtp.part(mails.getFirst(), 1)).contains("120 incidents");
    assertThat(World.timeline(more.getLast())).contains("Paged: Ben Okoro by e-mail");
  }

  @Test
  void link_in_the_message_answers_each_or_all() throws Exception {
    var alerts = bundle("Answered together ", 5);
    var mail = Smtp.mails("5 incidents: Checkout: Answered together").getFirst();
    RestAssured.given()
        .formParam("answer", "acknowledge")
        .post(find(LINK, mail))
        .then()
        .statusCode(200);
    assertThat(alerts.stream().filter(alert -> World.status(alert).equals("acknowledged")))
        .hasSize(1);
    var all = find(ALL, mail);
    assertThat(RestAssured.get(all).asString())
        .contains("4 open, 1 acknowledged, 0 resolved", "Acknowledge all 4", "Resolve all 5");
    RestAssured.given().formParam("answer", "acknowledge").post(all).then().statusCode(200);
    assertThat(alerts)
        .allSatisfy(alert -> assertThat(World.status(alert)).isEqualTo("acknowledged"));
    assertThat(World.timeline(alerts.getLast()))
        .contains("Answered by Ben Okoro by e-mail: acknowledge");
    assertThat(RestAssured.given().formParam("answer", "resolve").post(all).asString())
        .contains("Done: 5 resolved.", "0 open, 0 acknowledged, 5 resolved");
    RestAssured.get(all.replace("/all", "x/all")).then().statusCode(404);
  }

  @Test
  void next_page_goes_at_once_when_all_before_it_is_dealt_with() {
    var before = new World.Alert("checkout", "Dealt with");
    World.say(before.opened());
    awaitMail(before);
    hold();
    World.say(before.recovered());
    await().atMost(SOON).until(() -> World.status(before).equals("resolved"));
    await().atMost(SOON).until(() -> new Sql(database).count(RESTED) > 0);
    var next = new World.Alert("checkout", "Right after it");
    World.say(next.opened());
    awaitMail(next);
  }

  @Test
  void pages_keep_coming_and_the_messages_become_rarer() {
    var began = Instant.now();
    for (int n = 0; n < 40; n++) {
      World.say(new World.Alert("checkout", "Drizzle " + n + ".").opened());
      await().pollDelay(Duration.ofMillis(200)).until(() -> true);
    }
    await()
        .atMost(SOON)
        .until(
            () -> new Sql(database).text("select count(*) from pages where " + UNSENT).equals("0"));
    int longest = (int) (Duration.between(began, Instant.now()).toSeconds() / 6);
    assertThat(Smtp.mails("Drizzle ").size()).isBetween(3, 3 + longest);
  }

  @Test
  void bundle_that_is_tried_again_is_the_same_message() throws Exception {
    var first = new World.Alert("checkout", "Before the outage");
    World.say(first.opened());
    awaitMail(first);
    Smtp.down();
    var more = alerts("Outage ", 3);
    gather(more);
    await()
        .atMost(SOON)
        .until(() -> more.stream().allMatch(a -> page(a, "attempts > 1").equals("t")));
    Smtp.up();
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(more).allSatisfy(alert -> assertSent(alert)));
    assertThat(Smtp.mails("Outage ")).hasSize(1);
    var lead = page(more.getFirst(), "bundle_id");
    assertThat(Smtp.mails("Outage ").getFirst().getMessageID()).startsWith("<" + lead + "@");
  }

  @Test
  void bundle_of_a_process_that_died_after_sending_is_written_down_and_not_sent_again() {
    var alerts = bundle("Half written ", 4);
    var lead = page(alerts.getFirst(), "bundle_id");
    new Sql(database)
        .run(
            "update pages set state = 'scheduled', lease_owner = 'dead:1', message_id = null,"
                + " lease_until = now() - interval '1 second', finished_at = null"
                + " where id <> bundle_id and bundle_id = '"
                + lead
                + "'");
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(alerts).allSatisfy(alert -> assertSent(alert)));
    assertThat(alerts)
        .allSatisfy(alert -> assertThat(page(alert, "message_id")).startsWith("<" + lead));
    assertThat(Smtp.mails("Half written ")).hasSize(1);
  }

  /** That many alerts that are one message, after a first one. */
  private List<World.Alert> bundle(String title, int count) {
    var first = new World.Alert("checkout", "First: " + title.strip());
    World.say(first.opened());
    awaitMail(first);
    return gathered(alerts(title, count));
  }

  /** They wait for as long as it takes to gather them all, however slow the machine is. */
  private List<World.Alert> gathered(List<World.Alert> alerts) {
    gather(alerts);
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(alerts).allSatisfy(alert -> assertSent(alert)));
    return alerts;
  }

  private void gather(List<World.Alert> alerts) {
    hold();
    alerts.forEach(alert -> World.sayWithoutWaiting(alert.opened()));
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(alerts)
                .allSatisfy(alert -> assertThat(page(alert, "due_at > now()")).isEqualTo("t")));
    new Sql(database)
        .run(
            "update inboxes set ready_at = now(); update pages set due_at = now() where " + UNSENT);
  }

  /** Nothing goes to a place that had a message, unless all before is dealt with. */
  private void hold() {
    new Sql(database).run("update inboxes set ready_at = now() + interval '1 hour'");
  }

  private static void awaitMail(World.Alert alert) {
    await().atMost(SOON).until(() -> Smtp.mails(alert.title()).size() == 1);
  }

  private void assertSent(World.Alert alert) {
    assertThat(page(alert, "state")).isEqualTo("sent");
  }

  private static List<World.Alert> alerts(String title, int count) {
    return IntStream.range(0, count)
        .mapToObj(n -> new World.Alert("checkout", title + n + "."))
        .toList();
  }

  private static String find(Pattern link, MimeMessage mail) throws Exception {
    var found = link.matcher(Smtp.part(mail, 0));
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private String page(World.Alert alert, String what) {
    return new Sql(database)
        .text("select " + what + " from pages where incident_id = '" + alert.incident() + "'");
  }
}
