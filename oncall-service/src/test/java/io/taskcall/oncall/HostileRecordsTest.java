package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IncidentSnapshot;
import io.taskcall.contracts.MemberEvent;
import io.taskcall.contracts.Topic;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class HostileRecordsTest {
  private final DeadLetters deadLetters = new DeadLetters();

  @Inject DataSource database;

  @BeforeEach
  void ready() {
    World.people();
    World.awaitReady();
  }

  @AfterEach
  void close() {
    deadLetters.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"ALERT_CHANGES", "DATADOG_CHANGES", "MEMBERS"})
  void unknown_type_and_broken_json_become_dead_letters(Topic topic) {
    var type = "of.tomorrow." + topic;
    World.sayRaw(topic, "k", "{\"type\":\"" + type + "\",\"id\":\"" + UUID.randomUUID() + "\"}");
    var broken = "{\"broken\":\"" + topic + "\u001b[31m\",";
    World.sayRaw(topic, "k", broken);
    var unknown = deadLetters.about(type);
    assertThat(unknown.originalTopic()).isEqualTo(topic.wireName());
    assertThat(unknown.reason()).isEqualTo("unknown type " + type);
    assertThat(unknown.reader()).isEqualTo("oncall-service");
    assertThat(deadLetters.about(broken).originalTopic()).isEqualTo(topic.wireName());
    everythingGoesOn("After " + topic);
  }

  @Test
  void member_that_the_database_will_not_have_holds_up_no_other() {
    var endless = "+999999999-12-31T23:59:59Z";
    World.say(member("Endless", key("endless", "a".repeat(64), Instant.parse(endless))));
    World.say(member("Doubled", key("x", "b".repeat(64), null), key("y", "b".repeat(64), null)));
    var good = member("Good", key("good", "c".repeat(64), null));
    World.say(good);
    assertThat(deadLetters.about(endless).reason()).contains("time");
    assertThat(deadLetters.about("b".repeat(64)).reason()).contains("a second time");
    var sql = new Sql(database);
    await()
        .until(() ->
            sql.count("select count(*) from members where user_id = '" + good.userId() + "'") == 1);
    assertThat(sql.count("select count(*) from members where name = 'Endless'")).isZero();
  }

  @Test
  void change_of_an_incident_that_cannot_be_read_holds_up_no_other() {
    var bad = new World.Alert("checkout", "Spoilt incident");
    World.say(bad.opened());
    await().until(() -> World.status(bad).equals("open"));
    new Sql(database)
        .run(
            "update incidents set data = '{\"status\": \"odd\"}' where id = '"
                + bad.incident()
                + "'");
    World.say(bad.recovered());
    World.say(bad.inDatadog("stable", IncidentSnapshot.Status.ACKNOWLEDGED));
    assertThat(deadLetters.about(Ids.derive("recovered", bad.title()).toString()).reason())
        .contains("odd");
    assertThat(deadLetters.about(Ids.derive("datadog", bad.title(), "stable").toString()).reason())
        .contains("odd");
    everythingGoesOn("After the spoilt");
  }

  private static void everythingGoesOn(String title) {
    var alert = new World.Alert("checkout", title);
    World.say(alert.opened());
    await().until(() -> Smtp.mails(title).size() == 1);
    World.say(alert.inDatadog("stable", IncidentSnapshot.Status.ACKNOWLEDGED));
    await().until(() -> World.status(alert).equals("acknowledged"));
  }

  private static MemberEvent.ApiKey key(
      String name, String sha256, @org.jspecify.annotations.Nullable Instant expiresAt) {
    return new MemberEvent.ApiKey(UUID.randomUUID(), name, sha256, expiresAt);
  }

  private static MemberEvent.Saved member(String name, MemberEvent.ApiKey... keys) {
    return new MemberEvent.Saved(
        UUID.randomUUID(),
        Instant.now(),
        UUID.randomUUID(),
        World.DEMO,
        "Demo",
        name,
        name + "@x.example",
        MemberEvent.Role.USER,
        List.of(keys));
  }
}
