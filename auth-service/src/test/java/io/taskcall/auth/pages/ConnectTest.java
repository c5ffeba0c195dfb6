package io.taskcall.auth.pages;

import static io.restassured.RestAssured.given;
import static io.taskcall.auth.fixtures.AuthForTests.DATADOG;
import static io.taskcall.auth.fixtures.AuthForTests.ORGANIZATION;
import static io.taskcall.auth.fixtures.AuthForTests.OWNER_PASSWORD;
import static io.taskcall.auth.fixtures.AuthForTests.PUBLIC_URL;
import static io.taskcall.auth.fixtures.AuthForTests.REFRESH_TOKEN;
import static io.taskcall.auth.fixtures.AuthForTests.SETUP;
import static io.taskcall.auth.fixtures.AuthForTests.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskcall.auth.datadog.GrantTrial;
import io.taskcall.auth.domain.Organization;
import io.taskcall.auth.fixtures.AuthForTests;
import io.taskcall.auth.fixtures.Browser;
import io.taskcall.auth.fixtures.Database;
import io.taskcall.auth.fixtures.FakeDatadog.Mood;
import io.taskcall.auth.fixtures.Neighbours;
import io.taskcall.auth.fixtures.TopicReader;
import io.taskcall.auth.setup.SetupForTests;
import io.taskcall.codec.EventCodec;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IntegrationEvent;
import io.taskcall.contracts.IntegrationEvent.State;
import io.taskcall.contracts.Topic;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(AuthForTests.class)
class ConnectTest {
  private static final String INITIATE = "/connect/datadog/initiate";
  private static final UUID ORGANIZATION_ID = Organization.of(ORGANIZATION, "Demo").id();
  private static final UUID CHECKOUT = Ids.derive("service", ORGANIZATION_ID, "checkout");

  @Inject SetupForTests setup;
  @Inject GrantTrial grants;
  @Inject DataSource database;
  private String name;
  private Browser ana;

  @BeforeEach
  void signedIn() {
    setup.apply(SETUP);
    execute("delete from sign_in_failure");
    execute("delete from service");
    execute(
        "insert into service (id, organization_id, name) values ('%s', '%s', 'Checkout')"
                .formatted(CHECKOUT, ORGANIZATION_ID)
            + " on conflict do nothing");
    name = "Datadog " + UUID.randomUUID();
    ana = Browser.signedIn("ana@demo.example", OWNER_PASSWORD);
  }

  @AfterEach
  void asItWas() {
    DATADOG.reset(REFRESH_TOKEN);
    execute("delete from service");
  }

  @Test
  void whoever_comes_from_datadog_signs_in_and_gets_an_integration_url() {
    var browser = new Browser();
    var first = browser.get(INITIATE + "?site=fake");
    assertThat(first.location()).startsWith("/sign-in?next=%2Fconnect%2Fdatadog%2Finitiate");
    browser.get(first.location());
    var in =
        browser.post(
            "/sign-in",
            Map.of(
                "email",
                "ana@demo.example",
                "password",
                OWNER_PASSWORD,
                "next",
                INITIATE + "?site=fake"));
    var ask = browser.get(in.location());
    assertThat(ask.body())
        .contains(
            "TaskCall – Datadog Authorization",
            "Integration Name",
            "Select service to integrate with",
            "Checkout",
            ">Integrate<");
    var away = browser.post(INITIATE, wish());
    assertThat(away.status()).isEqualTo(303);
    assertThat(away.location())
        .startsWith(DATADOG.apiUrl() + "/oauth2/v1/authorize?response_type=code&client_id=taskcall")
        .contains("code_challenge_method=S256", "&state=", "%2Fconnect%2Fdatadog%2Fauthorize");
    var done = browser.get("/connect/datadog/authorize?" + allowed(away.location()));
    assertThat(done.status()).isEqualTo(200);
    var url = done.textOf("url");
    assertThat(url).matches(PUBLIC_URL + "/integrations/datadog/v1/[0-9a-f]{32}");
    assertThat(done.textOf("known"))
        .contains("$ALERT_TRANSITION")
        .doesNotContain("$ALERT_PRIORITY");
    assertThat(done.textOf("recommended")).contains("$ALERT_PRIORITY", "$INCIDENT_FIELDS");
    assertThat(done.body()).contains("Send a test", "Webhooks");
    var key = url.substring(url.lastIndexOf('/') + 1);
    await().until(() -> published(name) instanceof IntegrationEvent.Saved);
    var saved = (IntegrationEvent.Saved) published(name);
    assertThat(saved.state()).isEqualTo(State.CONNECTED);
    assertThat(saved.serviceId()).isEqualTo(CHECKOUT);
    assertThat(saved.datadog().site()).isEqualTo("fake");
    assertThat(saved.keys()).containsExactly(new IntegrationEvent.Key(Ids.sha256(key), null));
    given()
        .header("Authorization", "Bearer " + AuthForTests.INTERNAL_SECRET)
        .post("/internal/integrations/" + saved.integrationId() + "/datadog-token")
        .then()
        .statusCode(200);
  }

  @Test
  void answer_counts_once() {
    var away = sentAway();
    var query = allowed(away);
    assertThat(ana.get("/connect/datadog/authorize?" + query).status()).isEqualTo(200);
    var again = ana.get("/connect/datadog/authorize?" + query);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body()).contains("done before", "See the integrations");
    assertThat(integrationsNamed()).isEqualTo(1);
  }

  @Test
  void code_that_was_used_before_is_refused_by_datadog_and_nothing_is_made() {
    var used = allowed(sentAway());
    ana.get("/connect/datadog/authorize?" + used);
    name = "Datadog " + UUID.randomUUID();
    var state = query(sentAway(), "state");
    var page =
        ana.get(
            "/connect/datadog/authorize?code="
                + query("x?" + used, "code")
                + "&domain=fake&state="
                + state);
    assertThat(page.status()).isEqualTo(400);
    assertThat(page.body()).contains("does not accept the code", "Nothing was changed");
    assertThat(integrationsNamed()).isZero();
  }

  @Test
  void state_of_somebody_else_is_worth_nothing() {
    var neighbours = new Neighbours(database);
    var nora = neighbours.person("owner");
    var query = allowed(sentAway());
    var thief = Browser.signedIn(nora.email(), Neighbours.PASSWORD);
    var page = thief.get("/connect/datadog/authorize?" + query);
    assertThat(page.status()).isEqualTo(400);
    assertThat(page.body()).contains("not for you");
    assertThat(new Browser().get("/connect/datadog/authorize?" + query).status()).isEqualTo(400);
    // Whoever it belongs to has not lost it.
    assertThat(ana.get("/connect/datadog/authorize?" + query).status()).isEqualTo(200);
  }

  @Test
  void state_of_a_former_session_of_the_same_person_is_worth_nothing() {
    var query = allowed(sentAway());
    var elsewhere = Browser.signedIn("ana@demo.example", OWNER_PASSWORD);
    assertThat(elsewhere.get("/connect/datadog/authorize?" + query).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&state=", "&state=forged"})
  void answer_without_a_state_of_ours_is_foreign(String state) {
    sentAway();
    var page = ana.get("/connect/datadog/authorize?code=stolen&domain=fake" + state);
    assertThat(page.status()).isEqualTo(400);
    assertThat(page.body()).contains("not for you");
  }

  @Test
  void state_expires() {
    var query = allowed(sentAway());
    execute("update pending_connection set expires_at = now() - interval '1 second'");
    var page = ana.get("/connect/datadog/authorize?" + query);
    assertThat(page.status()).isEqualTo(410);
    assertThat(page.body()).contains("took too long", "Connect again");
  }

  @Test
  void denial_changes_nothing_and_says_what_to_do() {
    var state = query(sentAway(), "state");
    var page = ana.get("/connect/datadog/authorize?error=access_denied&state=" + state);
    assertThat(page.status()).isEqualTo(403);
    assertThat(page.body()).contains("did not authorize", "Connect again", INITIATE);
    assertThat(integrationsNamed()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "datadoghq.com.evil.example",
        "169.254.169.254",
        "localhost:8081",
        "evil.example%2F.datadoghq.com",
        "datadoghq.com%40evil.example",
        "other.fake"
      })
  void forged_domain_is_named_and_never_called(String domain) {
    int before = DATADOG.calls();
    var state = query(sentAway(), "state");
    var page = ana.get("/connect/datadog/authorize?code=c&domain=" + domain + "&state=" + state);
    assertThat(page.status()).isEqualTo(400);
    assertThat(page.body()).contains("no Datadog site");
    assertThat(DATADOG.calls()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https%3A%2F%2Fevil.example", "javascript%3Aalert(1)", "%3Cscript%3E"})
  void forged_site_sends_nobody_there(String site) {
    var page = ana.get(INITIATE + "?site=" + site);
    assertThat(page.status()).isEqualTo(400);
    assertThat(page.body()).contains("no Datadog site").doesNotContain("<script>");
    ana.get(INITIATE);
    var posted =
        ana.post(
            INITIATE,
            Map.of(
                "integration_name",
                name,
                "service",
                CHECKOUT.toString(),
                "site",
                "https://evil.example"));
    assertThat(posted.status()).isEqualTo(400);
  }

  @Test
  void missing_permissions_are_named_and_the_authorization_is_given_back() {
    DATADOG.grants("monitors_read events_read incident_read");
    var page = ana.get("/connect/datadog/authorize?" + allowed(sentAway()));
    assertThat(page.status()).isEqualTo(403);
    assertThat(page.body()).contains("incident_write").doesNotContain("monitors_read");
    await().until(() -> DATADOG.revoked().size() == 1);
    assertThat(integrationsNamed()).isZero();
  }

  @Test
  void datadog_that_names_no_scopes_is_asked_whether_incidents_may_be_read() {
    DATADOG.grants("");
    DATADOG.incidentsAnswer(403);
    var page = ana.get("/connect/datadog/authorize?" + allowed(sentAway()));
    assertThat(page.status()).isEqualTo(403);
    assertThat(page.body()).contains("incident_read");
    DATADOG.incidentsAnswer(200);
    assertThat(ana.get("/connect/datadog/authorize?" + allowed(sentAway())).status())
        .isEqualTo(200);
  }

  @Test
  void authorization_to_make_webhooks_makes_one_with_the_integration_url() throws IOException {
    DATADOG.grants("monitors_read events_read incident_read incident_write create_webhooks");
    var page = ana.get("/connect/datadog/authorize?" + allowed(sentAway()));
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("TaskCall has made the webhook", "@webhook-taskcall-");
    assertThat(DATADOG.webhooks()).hasSize(1);
    var sent = EventCodec.mapper().readTree(DATADOG.webhooks().getFirst());
    assertThat(sent.path("url").asText()).isEqualTo(page.textOf("url"));
    assertThat(sent.path("encode_as").asText()).isEqualTo("json");
  }

  @Test
  void without_that_authorization_people_make_the_webhook_themselves() {
    var page = ana.get("/connect/datadog/authorize?" + allowed(sentAway()));
    assertThat(page.body()).contains("Integration Url").doesNotContain("made the webhook");
    assertThat(DATADOG.webhooks()).isEmpty();
  }

  @Test
  void datadog_that_is_down_is_no_fault_of_theirs() {
    DATADOG.be(Mood.FAILING);
    var page = ana.get("/connect/datadog/authorize?" + allowed(sentAway()));
    assertThat(page.status()).isEqualTo(502);
    assertThat(page.body()).contains("does not answer", "Try again");
  }

  @Test
  void taken_name_is_said_before_anybody_leaves_and_also_after() {
    var first = sentAway();
    var second = sentAway();
    assertThat(ana.get("/connect/datadog/authorize?" + allowed(first)).status()).isEqualTo(200);
    var late = ana.get("/connect/datadog/authorize?" + allowed(second));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body()).contains("name is taken", "given back");
    await().until(() -> DATADOG.revoked().size() == 1);
    ana.get(INITIATE + "?site=fake");
    var early = ana.post(INITIATE, wish());
    assertThat(early.status()).isEqualTo(400);
    assertThat(early.body()).contains("Choose another name");
  }

  @Test
  void service_that_is_gone_is_said_before_and_after() {
    var away = sentAway();
    execute("delete from service");
    var late = ana.get("/connect/datadog/authorize?" + allowed(away));
    assertThat(late.status()).isEqualTo(410);
    assertThat(late.body()).contains("service is gone");
    ana.get(INITIATE + "?site=fake");
    assertThat(ana.post(INITIATE, wish()).body()).contains("no such service");
  }

  @Test
  void service_of_another_organization_is_none() {
    var neighbours = new Neighbours(database);
    var theirs = UUID.randomUUID();
    execute(
        "insert into service (id, organization_id, name) values ('%s', '%s', 'Theirs')"
            .formatted(theirs, neighbours.organization));
    assertThat(ana.get(INITIATE + "?site=fake").body()).doesNotContain("Theirs");
    var page =
        ana.post(
            INITIATE,
            Map.of("integration_name", name, "service", theirs.toString(), "site", "fake"));
    assertThat(page.body()).contains("no such service");
  }

  @Test
  void role_that_may_not_configure_is_told_so() {
    for (var role : new String[] {"limited_user", "stakeholder", "limited_stakeholder"}) {
      var person = new Neighbours(database).person(ORGANIZATION_ID, role);
      var browser = Browser.signedIn(person.email(), Neighbours.PASSWORD);
      assertThat(browser.get(INITIATE + "?site=fake").status()).as(role).isEqualTo(403);
      assertThat(browser.post(INITIATE, wish()).status()).as(role).isEqualTo(403);
      browser.get("/account");
      assertThat(browser.post("/sign-out", Map.of()).status()).isEqualTo(303);
      execute("update member set removed = true where id = '" + person.id() + "'");
    }
  }

  @Test
  void form_without_its_token_sends_nobody_away() {
    ana.get(INITIATE + "?site=fake");
    ana.token("forged");
    assertThat(ana.post(INITIATE, wish()).status()).isEqualTo(403);
  }

  @Test
  void uninstalling_revokes_at_datadog_and_retires_the_keys() {
    ana.get("/connect/datadog/authorize?" + allowed(sentAway()));
    await().until(() -> published(name) instanceof IntegrationEvent.Saved);
    var saved = (IntegrationEvent.Saved) published(name);
    var token = DATADOG.refreshToken();
    given()
        .header("Authorization", "Bearer " + TOKEN)
        .delete("/api/v1/integrations/" + saved.integrationId())
        .then()
        .statusCode(200)
        .body("state", equalTo("removed"))
        .body("removal.revocation", equalTo("done"))
        .body("removal.leftToDo[0]", containsString("webhook"));
    assertThat(DATADOG.revoked()).containsExactly(token);
    await()
        .untilAsserted(() ->
            assertThat(last(saved.integrationId())).isInstanceOf(IntegrationEvent.Removed.class));
    assertThat(last(saved.integrationId()).keys()).isEqualTo(saved.keys());
    given()
        .header("Authorization", "Bearer " + TOKEN)
        .get("/api/v1/integrations/" + saved.integrationId())
        .then()
        .statusCode(404);
  }

  @Test
  void revocation_is_pending_while_datadog_is_away_and_done_when_it_is_back() {
    ana.get("/connect/datadog/authorize?" + allowed(sentAway()));
    await().until(() -> published(name) instanceof IntegrationEvent.Saved);
    var id = published(name).integrationId();
    DATADOG.be(Mood.FAILING);
    ana.get("/account/integrations/" + id);
    var page = ana.post("/account/integrations/" + id + "/delete", Map.of());
    assertThat(page.body()).contains("shown as pending");
    given()
        .header("Authorization", "Bearer " + TOKEN)
        .get("/api/v1/integrations/" + id)
        .then()
        .statusCode(200)
        .body("state", equalTo("removed"))
        .body("removal.revocation", equalTo("pending"));
    assertThat(ana.get("/account/integrations").body()).contains("has to be told yet");
    DATADOG.be(Mood.WELL);
    await().until(() -> DATADOG.revoked().size() == 1);
    await()
        .untilAsserted(() ->
            given()
                .header("Authorization", "Bearer " + TOKEN)
                .get("/api/v1/integrations/" + id)
                .then()
                .statusCode(404));
  }

  @Test
  void integration_of_the_setup_that_people_uninstalled_stays_away() {
    var datadog = Ids.derive("integration", ORGANIZATION_ID, "Datadog");
    await().until(() -> last(datadog) instanceof IntegrationEvent.Saved);
    given()
        .header("Authorization", "Bearer " + TOKEN)
        .delete("/api/v1/integrations/" + datadog)
        .then()
        .statusCode(oneOf(200, 202));
    setup.apply(SETUP);
    given()
        .header("Authorization", "Bearer " + TOKEN)
        .get("/api/v1/integrations/" + datadog)
        .then()
        .statusCode(not(equalTo(500)))
        .body("state", anyOf(nullValue(), equalTo("removed")));
    execute("update integration set uninstalled = false where id = '" + datadog + "'");
    DATADOG.reset(REFRESH_TOKEN);
    setup.apply(SETUP);
    grants.begin();
    await()
        .until(() ->
            last(datadog) instanceof IntegrationEvent.Saved saved
                && saved.state() == State.CONNECTED);
  }

  private Map<String, String> wish() {
    return Map.of("integration_name", name, "service", CHECKOUT.toString(), "site", "fake");
  }

  private String sentAway() {
    ana.get(INITIATE + "?site=fake");
    var away = ana.post(INITIATE, wish());
    assertThat(away.status()).as(away.body()).isEqualTo(303);
    return away.location();
  }

  private static String allowed(String authorizePage) {
    return DATADOG.allow(URI.create(authorizePage));
  }

  private static String query(String url, String parameter) {
    for (var pair : url.substring(url.indexOf('?') + 1).split("&", -1)) {
      if (pair.startsWith(parameter + "=")) {
        return pair.substring(parameter.length() + 1);
      }
    }
    throw new AssertionError(parameter + " is not in " + url);
  }

  private static IntegrationEvent published(String name) {
    return TopicReader.events(Topic.INTEGRATIONS, IntegrationEvent.class).stream()
        .filter(event -> event instanceof IntegrationEvent.Saved saved && saved.name().equals(name))
        .reduce((earlier, later) -> later)
        .orElse(null);
  }

  private static IntegrationEvent last(UUID id) {
    return TopicReader.events(Topic.INTEGRATIONS, IntegrationEvent.class).stream()
        .filter(event -> event.integrationId().equals(id))
        .reduce((earlier, later) -> later)
        .orElse(null);
  }

  private long integrationsNamed() {
    try (var connection = database.getConnection();
        var found =
            connection
                .createStatement()
                .executeQuery("select count(*) from integration where name = '" + name + "'")) {
      found.next();
      return found.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void execute(String sql) {
    new Database(database).execute(sql);
  }
}
