package io.taskcall.auth.http;

import static io.restassured.RestAssured.given;
import static io.taskcall.auth.fixtures.AuthForTests.ORGANIZATION;
import static io.taskcall.auth.fixtures.AuthForTests.SETUP;
import static io.taskcall.auth.fixtures.AuthForTests.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskcall.auth.domain.Organization;
import io.taskcall.auth.fixtures.AuthForTests;
import io.taskcall.auth.fixtures.Neighbours;
import io.taskcall.auth.setup.SetupForTests;
import io.taskcall.contracts.Ids;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Walks every endpoint there is with the token of another organization; a new one must be named.
 */
@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(AuthForTests.class)
class EveryEndpointTest {
  private static final UUID ORGANIZATION_ID = Organization.of(ORGANIZATION, "Demo").id();

  /** By endpoint, something of the demo organization that its id stands for. */
  private static final Map<String, UUID> WITH_AN_ID =
      Map.of(
          "GET /api/v1/members/{id}", member("ana"),
          "PATCH /api/v1/members/{id}", member("ben"),
          "DELETE /api/v1/members/{id}", member("ben"),
          "DELETE /api/v1/members/{id}/second-factor", member("ben"),
          "GET /api/v1/integrations/{id}", integration(),
          "DELETE /api/v1/integrations/{id}", integration(),
          "POST /api/v1/integrations/{id}/rotate", integration(),
          "POST /api/v1/integrations/{id}/pause", integration(),
          "POST /api/v1/integrations/{id}/resume", integration());

  /** Those whose things are made by other tests, which hold them to the same. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "DELETE /api/v1/sessions/{id}",
          "DELETE /api/v1/api-keys/{id}",
          "DELETE /api/v1/passkeys/{id}",
          "DELETE /api/v1/invitations/{id}",
          "DELETE /api/v1/service-accounts/{id}",
          "GET /api/v1/service-accounts/{id}/api-keys",
          "POST /api/v1/service-accounts/{id}/api-keys",
          "DELETE /api/v1/service-accounts/{id}/api-keys/{key}",
          "DELETE /api/v1/sso");

  /** Those that answer with what belongs to the caller. */
  private static final Set<String> OF_THE_CALLER =
      Set.of(
          "GET /api/v1/organization",
          "GET /api/v1/organizations",
          "GET /api/v1/members",
          "GET /api/v1/integrations",
          "GET /api/v1/sessions",
          "GET /api/v1/api-keys",
          "GET /api/v1/passkeys",
          "GET /api/v1/invitations",
          "GET /api/v1/service-accounts",
          "GET /api/v1/sso",
          "GET /api/v1/audit-log");

  /** Those that make something for the caller. */
  private static final Set<String> MAKING =
      Set.of(
          "POST /api/v1/organizations",
          "POST /api/v1/integrations",
          "POST /api/v1/integrations/datadog",
          "POST /api/v1/api-keys",
          "POST /api/v1/passkeys",
          "POST /api/v1/passkeys/options",
          "POST /api/v1/invitations",
          "POST /api/v1/service-accounts",
          "POST /api/v1/tokens",
          "PUT /api/v1/sso");

  /** Those by which people come in, for whom nobody is the caller yet. */
  private static final Set<String> ENTERING =
      Set.of("POST /sign-in/passkey", "POST /sign-in/passkey/options");

  /** Those that are for everybody. */
  private static final Set<String> PUBLIC = Set.of("GET /.well-known/jwks.json");

  @Inject SetupForTests setup;
  @Inject DataSource database;

  @BeforeEach
  void asItWas() {
    setup.apply(SETUP);
  }

  @Test
  void every_endpoint_is_known_to_this_test() throws Exception {
    var known = new TreeSet<>(WITH_AN_ID.keySet());
    known.addAll(ELSEWHERE);
    known.addAll(OF_THE_CALLER);
    known.addAll(MAKING);
    known.addAll(ENTERING);
    known.addAll(PUBLIC);
    var document = given().get("/q/openapi?format=json").asString();
    var there = new TreeSet<String>();
    new ObjectMapper()
        .readTree(document)
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .fieldNames()
                .forEachRemaining(
                    method -> there.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    assertThat(there).isEqualTo(known);
  }

  @Test
  void nothing_of_another_organization_is_found() {
    var nora = new Neighbours(database).person("owner");
    WITH_AN_ID.forEach((endpoint, id) ->
        assertThat(call(nora.apiKey(), endpoint, id)).as(endpoint).isEqualTo(404));
    assertThat(call(TOKEN, "GET /api/v1/integrations/{id}", integration())).isEqualTo(200);
  }

  @Test
  void lists_have_nothing_of_another_organization() {
    var nora = new Neighbours(database).person("owner");
    for (var endpoint : OF_THE_CALLER) {
      var path = endpoint.substring("GET ".length());
      var mine = given().header("Authorization", "Bearer " + nora.apiKey()).get(path);
      assertThat(mine.statusCode()).as(endpoint).isEqualTo(200);
      assertThat(mine.asString()).as(endpoint).doesNotContain(ORGANIZATION, "ana@demo.example");
    }
  }

  @Test
  void nobody_gets_anything_without_a_key() {
    WITH_AN_ID.forEach(
        (endpoint, id) -> assertThat(call("tc_nobody", endpoint, id)).as(endpoint).isEqualTo(401));
    for (var endpoint : OF_THE_CALLER) {
      assertThat(given().get(endpoint.substring("GET ".length())).statusCode())
          .as(endpoint)
          .isEqualTo(401);
    }
  }

  private static int call(String token, String endpoint, UUID id) {
    var parts = endpoint.split(" ", 2);
    var request = given().header("Authorization", "Bearer " + token);
    if (parts[0].equals("PATCH")) {
      request.contentType("application/json").body("{\"role\": \"user\"}");
    }
    return request.request(parts[0], parts[1].replace("{id}", id.toString())).statusCode();
  }

  private static UUID member(String name) {
    return Ids.derive("user", ORGANIZATION_ID, name + "@demo.example");
  }

  private static UUID integration() {
    return Ids.derive("integration", ORGANIZATION_ID, "Alertmanager");
  }
}
