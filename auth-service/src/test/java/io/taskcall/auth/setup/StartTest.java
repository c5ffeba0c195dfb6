package io.taskcall.auth.setup;

import static io.taskcall.auth.fixtures.AuthForTests.ALERTMANAGER_KEY;
import static io.taskcall.auth.fixtures.AuthForTests.DATADOG_KEY;
import static io.taskcall.auth.fixtures.AuthForTests.ORGANIZATION;
import static io.taskcall.auth.fixtures.AuthForTests.SECRETS;
import static io.taskcall.auth.fixtures.AuthForTests.SETUP;
import static io.taskcall.auth.fixtures.AuthForTests.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskcall.auth.datadog.GrantTrial;
import io.taskcall.auth.datadog.Revoking;
import io.taskcall.auth.domain.Organization;
import io.taskcall.auth.domain.Step;
import io.taskcall.auth.fixtures.AuthForTests;
import io.taskcall.auth.fixtures.TopicReader;
import io.taskcall.auth.kafka.TopicRepair;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IntegrationEvent;
import io.taskcall.contracts.IntegrationEvent.State;
import io.taskcall.contracts.MemberEvent;
import io.taskcall.contracts.MemberEvent.Role;
import io.taskcall.contracts.Topic;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(AuthForTests.class)
class StartTest {
  private static final UUID ORGANIZATION_ID = Organization.of(ORGANIZATION, "Demo").id();
  private static final UUID DATADOG = Ids.derive("integration", ORGANIZATION_ID, "Datadog");

  @Inject SetupAtStart start;
  @Inject TopicRepair repair;
  @Inject GrantTrial grants;
  @Inject Revoking revoking;
  @Inject DataSource database;

  @BeforeEach
  void connected() {
    // What other tests have put into the database is said first.
    repair.begin();
    await().until(() -> repair.whole() && stateOf(DATADOG) == State.CONNECTED);
  }

  @AfterEach
  void asItWas() throws Throwable {
    apply(SETUP);
    await().until(() -> stateOf(DATADOG) == State.CONNECTED);
  }

  @Test
  void first_start_tells_who_belongs_to_the_organization() {
    var ana = (MemberEvent.Saved) lastOf(Ids.derive("user", ORGANIZATION_ID, "ana@demo.example"));
    assertThat(ana.role()).isEqualTo(Role.OWNER);
    assertThat(ana.organizationName()).isEqualTo("Demo");
    assertThat(ana.apiKeys()).extracting(MemberEvent.ApiKey::sha256).contains(Ids.sha256(TOKEN));
    var ben = (MemberEvent.Saved) lastOf(Ids.derive("user", ORGANIZATION_ID, "ben@demo.example"));
    assertThat(ben.apiKeys()).isEmpty();
  }

  @Test
  void first_start_tells_what_is_integrated() {
    var datadog = (IntegrationEvent.Saved) last(DATADOG);
    assertThat(datadog.serviceId()).isEqualTo(Ids.derive("service", ORGANIZATION_ID, "checkout"));
    assertThat(datadog.datadog().site()).isEqualTo("fake");
    assertThat(datadog.keys().getFirst().sha256()).isEqualTo(Ids.sha256(DATADOG_KEY));
  }

  @Test
  void grant_that_works_connects_the_integration() {
    assertThat(integrations(DATADOG))
        .filteredOn(IntegrationEvent.Saved.class::isInstance)
        .extracting(event -> ((IntegrationEvent.Saved) event).state())
        .startsWith(State.CREATED, State.CONNECTED);
  }

  @Test
  void second_start_says_nothing_new() throws Throwable {
    int before = said();
    start.on(new StartupEvent(), grants, repair, revoking);
    await().until(repair::whole);
    await().until(() -> waiting() == 0);
    assertThat(said()).isEqualTo(before);
  }

  @Test
  void start_says_again_what_a_topic_has_lost() throws Throwable {
    int before = integrations(DATADOG).size();
    // A topic that never heard of it looks the same as one whose last event is another.
    execute("update integration set revision = revision + 1 where id = '" + DATADOG + "'");
    start.on(new StartupEvent(), grants, repair, revoking);
    await().until(() -> integrations(DATADOG).size() == before + 1);
    await().until(repair::whole);
  }

  @Test
  void person_who_left_the_file_is_removed_and_may_come_back() throws Throwable {
    var ben = Ids.derive("user", ORGANIZATION_ID, "ben@demo.example");
    assertThat(apply(SETUP.replaceAll("(?m)^.*Ben Okoro.*\n", "")))
        .hasOnlyElementsOfType(Step.RemoveMember.class);
    await().until(() -> lastOf(ben) instanceof MemberEvent.Removed);
    assertThat(apply(SETUP)).hasOnlyElementsOfType(Step.SaveMember.class);
    await().until(() -> lastOf(ben) instanceof MemberEvent.Saved);
  }

  @Test
  void removed_integration_is_remembered_with_its_keys() throws Throwable {
    var alertmanager = Ids.derive("integration", ORGANIZATION_ID, "Alertmanager");
    apply(SETUP.replaceAll("(?m)^.*Alertmanager.*\n", ""));
    await().until(() -> last(alertmanager) instanceof IntegrationEvent.Removed);
    assertThat(last(alertmanager).keys())
        .extracting(IntegrationEvent.Key::sha256)
        .containsExactly(Ids.sha256(ALERTMANAGER_KEY));
  }

  @Test
  void no_secret_is_in_the_database() throws Exception {
    var dump = dump();
    assertThat(dump).contains(Ids.sha256(TOKEN), Ids.sha256(DATADOG_KEY));
    for (var secret : SECRETS) {
      var hex = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
      assertThat(dump).doesNotContain(secret, hex);
    }
  }

  @Test
  void no_secret_is_on_a_topic() {
    for (var topic : List.of(Topic.MEMBERS, Topic.INTEGRATIONS)) {
      for (var record : TopicReader.records(topic)) {
        var text = new StringBuilder(new String(record.value(), StandardCharsets.UTF_8));
        record.headers().forEach(h -> text.append(new String(h.value(), StandardCharsets.UTF_8)));
        assertThat(text.toString()).doesNotContain(SECRETS);
      }
    }
  }

  @Test
  void no_secret_is_in_the_log() throws Exception {
    var log = Files.readString(AuthForTests.log());
    assertThat(log).contains("the setup file was applied");
    SECRETS.forEach(secret -> assertThat(log).doesNotContain(secret));
  }

  private List<Step> apply(String yaml) throws Throwable {
    Files.writeString(AuthForTests.setupFile(), yaml);
    return start.apply(AuthForTests.setupFile());
  }

  private static int said() {
    return TopicReader.records(Topic.MEMBERS).size()
        + TopicReader.records(Topic.INTEGRATIONS).size();
  }

  private static State stateOf(UUID integration) {
    return last(integration) instanceof IntegrationEvent.Saved saved ? saved.state() : null;
  }

  private static IntegrationEvent last(UUID integration) {
    var all = integrations(integration);
    return all.isEmpty() ? null : all.getLast();
  }

  private static List<IntegrationEvent> integrations(UUID id) {
    return TopicReader.events(Topic.INTEGRATIONS, IntegrationEvent.class).stream()
        .filter(event -> event.integrationId().equals(id))
        .toList();
  }

  private static MemberEvent lastOf(UUID member) {
    return TopicReader.events(Topic.MEMBERS, MemberEvent.class).stream()
        .filter(event -> event.userId().equals(member))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  private int waiting() throws SQLException {
    try (var connection = database.getConnection();
        var counted = connection.createStatement().executeQuery("select count(*) from outbox")) {
      counted.next();
      return counted.getInt(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String dump() throws SQLException {
    var dump = new StringBuilder();
    try (var connection = database.getConnection()) {
      for (var table : tables(connection)) {
        try (var rows =
            connection
                .createStatement()
                .executeQuery("select row_to_json(t)::text from \"" + table + "\" t")) {
          while (rows.next()) {
            dump.append(rows.getString(1)).append('\n');
          }
        }
      }
    }
    return dump.toString();
  }

  private static List<String> tables(Connection connection) throws SQLException {
    var names = new ArrayList<String>();
    try (var rows =
        connection.getMetaData().getTables(null, "public", "%", new String[] {"TABLE"})) {
      while (rows.next()) {
        names.add(rows.getString("TABLE_NAME"));
      }
    }
    return names;
  }
}
