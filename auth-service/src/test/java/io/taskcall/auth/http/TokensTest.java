package io.taskcall.auth.http;

import static io.restassured.RestAssured.given;
import static io.taskcall.auth.fixtures.AuthForTests.PUBLIC_URL;
import static io.taskcall.auth.fixtures.AuthForTests.SETUP;
import static io.taskcall.auth.fixtures.Neighbours.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.taskcall.auth.fixtures.AuthForTests;
import io.taskcall.auth.fixtures.Browser;
import io.taskcall.auth.fixtures.Database;
import io.taskcall.auth.fixtures.Neighbours;
import io.taskcall.auth.setup.SetupForTests;
import io.taskcall.contracts.MemberEvent.Role;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import io.taskcall.rights.Right;
import io.taskcall.rights.token.Claims;
import io.taskcall.rights.token.Tokens;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tokens that auth gives, and the keys that it publishes. */
@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(AuthForTests.class)
class TokensTest {
  private static final String TOKENS = "/api/v1/tokens";
  private static final String KEYS = "/.well-known/jwks.json";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject SetupForTests setup;
  @Inject DataSource database;

  private Database sql;
  private Neighbours neighbours;
  private Tokens reader;

  @BeforeEach
  void reader() {
    setup.apply(SETUP);
    sql = new Database(database);
    sql.execute("delete from sign_in_failure");
    neighbours = new Neighbours(database);
    var url = URI.create(PUBLIC_URL);
    reader = Tokens.of(Optional.of(url.resolve(KEYS)), url);
  }

  @AfterEach
  void close() {
    reader.close();
  }

  @Test
  void person_at_their_browser_gets_a_token_that_says_who_they_are_for_a_minute() {
    var nora = neighbours.person("user");
    var before = Instant.now();
    var answer = Browser.signedIn(nora.email(), PASSWORD).ask(TOKENS, "");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    var token = JsonPath.from(answer.body());
    var said = read(token.getString("token"));
    assertThat(said.memberId()).isEqualTo(nora.id());
    assertThat(said.organizationId()).isEqualTo(neighbours.organization);
    assertThat(said.rights()).isEqualTo(Right.of(Role.USER));
    assertThat(said.until())
        .isBetween(before.plusSeconds(59), Instant.now().plusSeconds(60))
        .isEqualTo(Instant.parse(token.getString("expiresAt")));
  }

  @Test
  void api_key_gets_one_that_allows_what_the_key_does_and_no_more() {
    var owner = neighbours.person("owner");
    String key =
        bearer(owner.apiKey())
            .contentType("application/json")
            .body("{\"name\": \"dashboard\", \"scopes\": [\"read\"]}")
            .post("/api/v1/api-keys")
            .then()
            .statusCode(201)
            .extract()
            .path("key");
    assertThat(read(token(key)).rights()).isEqualTo(Set.of(Right.VIEW_STATUS, Right.READ));
    assertThat(read(token(owner.apiKey())).rights()).isEqualTo(Right.of(Role.OWNER));
    assertThat(read(token(neighbours.person("limited_stakeholder").apiKey())).rights())
        .containsExactly(Right.VIEW_STATUS);
  }

  @Test
  void token_opens_nothing_here_so_it_gets_no_other_token() {
    var token = token(neighbours.person("owner").apiKey());
    bearer(token).post(TOKENS).then().statusCode(401);
    bearer(token).get("/api/v1/members").then().statusCode(401);
  }

  @Test
  void other_sites_get_none_with_somebodys_session() {
    var session = Browser.signedIn(neighbours.person("owner").email(), PASSWORD).cookies();
    for (var said :
        List.of(
            Map.of("Sec-Fetch-Site", "cross-site"),
            Map.of("Origin", "https://evil.example"),
            Map.of("X-Nothing", "said"))) {
      given().cookies(session).headers(said).post(TOKENS).then().statusCode(403);
    }
  }

  @Test
  void whoever_signed_out_or_has_no_key_gets_none() {
    var browser = Browser.signedIn(neighbours.person("owner").email(), PASSWORD);
    var session = Map.copyOf(browser.cookies());
    browser.post("/sign-out", Map.of());
    given()
        .cookies(session)
        .header("Sec-Fetch-Site", "same-origin")
        .post(TOKENS)
        .then()
        .statusCode(401);
    given().post(TOKENS).then().statusCode(401);
    bearer("tc_nobody").post(TOKENS).then().statusCode(401);
  }

  @Test
  void keys_are_published_without_their_private_half_which_is_sealed() {
    var key = neighbours.person("owner").apiKey();
    var kid = kid(token(key));
    given()
        .get(KEYS)
        .then()
        .statusCode(200)
        .header("Cache-Control", containsString("public"))
        .body(containsString(kid))
        .body("keys.find { it.kid == '" + kid + "' }.alg", org.hamcrest.Matchers.is("ES256"))
        .body(not(containsString("\"d\"")));
    assertThat(sql.text("select encode(sealed, 'escape') from signing_key limit 1"))
        .doesNotContain("kty", "\"d\"");
  }

  @Test
  void next_key_is_published_for_an_hour_then_signs_and_the_old_one_goes_after_its_last_token() {
    sql.execute("delete from signing_key");
    var key = neighbours.person("owner").apiKey();
    var first = token(key);
    assertThat(published()).containsExactly(kid(first));
    pass("23 hours 1 minute");
    assertThat(published()).hasSize(2).contains(kid(first));
    assertThat(kid(token(key))).isEqualTo(kid(first));
    pass("1 hour");
    var second = token(key);
    assertThat(kid(second)).isNotEqualTo(kid(first));
    assertThat(published()).containsExactly(kid(first), kid(second));
    assertThat(read(first).memberId()).isEqualTo(read(second).memberId());
    pass("11 minutes");
    assertThat(published()).containsExactly(kid(second));
  }

  @Test
  void replicas_that_need_the_first_key_at_the_same_time_agree_on_one() {
    sql.execute("delete from signing_key");
    var key = neighbours.person("owner").apiKey();
    var kids = IntStream.range(0, 8).parallel().mapToObj(_ -> kid(token(key))).distinct().toList();
    assertThat(kids).hasSize(1);
    assertThat(published()).isEqualTo(kids);
  }

  private Claims read(String token) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> {
              reader.ready("Bearer " + token).toCompletableFuture().join();
              return reader.read(token, Instant.now().minusSeconds(1));
            },
            Optional::isPresent)
        .orElseThrow();
  }

  private void pass(String interval) {
    sql.execute("update signing_key set signs_from = signs_from - interval '" + interval + "'");
  }

  private static List<String> published() {
    return given().get(KEYS).then().statusCode(200).extract().path("keys.kid");
  }

  private static String token(String apiKey) {
    return bearer(apiKey).post(TOKENS).then().statusCode(200).extract().path("token");
  }

  private static String kid(String token) {
    var header = Base64.getUrlDecoder().decode(token.split("\\.", 3)[0]);
    return JsonPath.from(new String(header, StandardCharsets.UTF_8)).getString("kid");
  }

  private static RequestSpecification bearer(String key) {
    return given().header("Authorization", "Bearer " + key);
  }
}
