package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;
import static org.awaitility.Awaitility.await;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.MemberEvent;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import io.taskcall.rights.Right;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Walks every endpoint there is: what it needs, and that another organization finds nothing there.
 * {@link Endpoints} names them all; a new one must be named, too.
 */
@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class EveryEndpointTest {
  private static final UUID NEIGHBOURS = Ids.derive("organization", "neighbours");
  private static final UUID NORA = Ids.derive("user", NEIGHBOURS, "nora@neighbours.example");
  private static final UUID MAX = Ids.derive("user", World.DEMO, "max@demo.example");
  private static final UUID ANA = Ids.derive("user", World.DEMO, "ana@demo.example");
  private static final UUID CHECKOUT = Ids.derive("service", World.DEMO, "checkout");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final World.Alert ALERT = new World.Alert("checkout", "Seen by its own alone");

  /** By the beginning of a path, something of the demo organization that its first id names. */
  private final Map<String, String> things = new LinkedHashMap<>();

  @BeforeEach
  void two_organizations() {
    World.people();
    keys(NEIGHBOURS, NORA, "nora@neighbours.example", (right, other) -> right == other);
    keys(World.DEMO, MAX, "max@demo.example", (right, other) -> right != other);
    World.awaitReady();
    await().atMost(PATIENCE).until(() -> World.api().get("/api/v1/services").statusCode() == 200);
    World.say(ALERT.opened());
    await().atMost(PATIENCE).until(() -> World.status(ALERT).equals("open"));
    for (var right : Right.values()) {
      await().atMost(PATIENCE).until(() -> status(token(NORA, right), "stream-of-nobody") != 401);
      await().atMost(PATIENCE).until(() -> status(token(MAX, right), "stream-of-nobody") != 401);
    }
    things.put("/api/v1/incidents", ALERT.incident());
    things.put("/api/v1/services", CHECKOUT.toString());
    things.put("/api/v1/schedules", Ids.derive("schedule", World.DEMO, "primary").toString());
    things.put("/api/v1/policies", Ids.derive("policy", World.DEMO, "patient").toString());
    things.put("/api/v1/people", ANA.toString());
    things.put("/api/v1/teams", made("teams", "{'key': 'seen', 'members': []}"));
    things.put("/api/v1/dashboards", made("dashboards", "{'name': 'Seen'}"));
    things.put(
        "/api/v1/heartbeats",
        made("heartbeats", Endpoints.body("POST /api/v1/heartbeats", "", CHECKOUT, ANA)));
    things.put(
        "/api/v1/planned-incidents",
        made(
            "planned-incidents",
            Endpoints.body("POST /api/v1/planned-incidents", "", CHECKOUT, ANA)));
    things.put(
        "/api/v1/calendars",
        made("calendars", Endpoints.body("POST /api/v1/calendars", "", CHECKOUT, ANA)));
  }

  @Test
  void every_endpoint_is_known_to_this_test() {
    var known = new TreeSet<>(Endpoints.NEEDED.keySet());
    known.addAll(Endpoints.WITH_A_SECRET);
    var there = new TreeSet<String>();
    for (var resource : new ClassFileImporter().importPackages("io.taskcall.oncall.http")) {
      if (resource.isAnnotatedWith(Path.class)) {
        endpoints(resource.reflect()).forEach(there::add);
      }
    }
    assertThat(there).isEqualTo(known);
  }

  @Test
  void key_without_the_right_that_an_endpoint_needs_is_refused() {
    Endpoints.NEEDED.forEach((endpoint, right) -> {
      var answer = call(token(MAX, right), endpoint);
      assertThat(answer.statusCode()).as(endpoint).isEqualTo(403);
      assertThat(answer.jsonPath().getString("detail"))
          .as(endpoint)
          .contains(right.name().toLowerCase(Locale.ROOT));
    });
  }

  @Test
  void key_for_reading_alone_changes_nothing() {
    Endpoints.NEEDED.forEach((endpoint, right) -> {
      if (right != Right.READ && right != Right.VIEW_STATUS) {
        assertThat(call(token(NORA, Right.READ), endpoint).statusCode())
            .as(endpoint)
            .isEqualTo(403);
      }
    });
    assertThat(World.status(ALERT)).isEqualTo("open");
  }

  @Test
  void another_organization_finds_nothing_with_the_one_right_that_is_needed() {
    var before = call(World.TOKEN, "GET /api/v1/config").asString();
    assertSoftly(softly ->
        Endpoints.NEEDED.forEach((endpoint, right) -> {
          if (Endpoints.STREAMS.contains(endpoint)) {
            return;
          }
          var answer = call(token(NORA, right), endpoint);
          var body = answer.asString();
          if (Endpoints.OF_THE_CALLER.contains(endpoint)) {
            softly.assertThat(answer.statusCode()).as(endpoint).isBetween(200, 299);
            softly.assertThat(body).as(endpoint).doesNotContain(things.values());
            softly.assertThat(body).as(endpoint).doesNotContain("Ana Silva", "demo.example");
          } else if (Endpoints.EMPTY.containsKey(endpoint)) {
            softly.assertThat(body).as(endpoint).contains(Endpoints.EMPTY.get(endpoint));
          } else {
            boolean refuses = Endpoints.REFUSING.contains(endpoint);
            softly
                .assertThat(answer.statusCode())
                .as(endpoint + ": " + body)
                .isEqualTo(refuses ? 400 : 404);
          }
        }));
    assertThat(call(World.TOKEN, "GET /api/v1/config").asString()).isEqualTo(before);
    assertThat(World.status(ALERT)).isEqualTo("open");
  }

  @Test
  void what_the_neighbours_did_not_find_is_there() {
    assertSoftly(softly -> {
      for (var endpoint : Endpoints.NEEDED.keySet()) {
        if (endpoint.startsWith("GET ") && !Endpoints.STREAMS.contains(endpoint)) {
          softly
              .assertThat(call(World.TOKEN, endpoint).statusCode())
              .as(endpoint)
              .isBetween(200, 204);
        }
      }
    });
  }

  /** What a resource answers to, whether the OpenAPI document shows it or not. */
  private static Stream<String> endpoints(Class<?> resource) {
    var base = resource.getAnnotation(Path.class).value();
    return Arrays.stream(resource.getDeclaredMethods())
        .flatMap(method ->
            Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(verb -> {
                  var own = method.getAnnotation(Path.class);
                  return verb.value() + " " + base + (own == null ? "" : "/" + own.value());
                }));
  }

  /** Somebody with a key for each right. */
  private static void keys(
      UUID organization, UUID user, String email, BiPredicate<Right, Right> holds) {
    var keys =
        Arrays.stream(Right.values())
            .map(right -> {
              var rights =
                  Arrays.stream(Right.values())
                      .filter(other -> holds.test(right, other))
                      .map(Right::wireName)
                      .toList();
              var hash = Ids.sha256(token(user, right));
              return new MemberEvent.ApiKey(
                  Ids.derive("key", user, right), right.name(), hash, null, rights);
            })
            .toList();
    World.say(
        new MemberEvent.Saved(
            Ids.derive("member.saved", user),
            Instant.now(),
            user,
            organization,
            "Neighbours",
            "Nora",
            email,
            MemberEvent.Role.OWNER,
            keys));
  }

  private static String token(UUID user, Right right) {
    return "tc_" + user + right.name();
  }

  private static int status(String token, String path) {
    return RestAssured.given()
        .header("Authorization", "Bearer " + token)
        .get("/api/v1/incidents/" + path)
        .statusCode();
  }

  /** What is answered when nothing that the service needs is away for a moment. */
  private Response call(String token, String endpoint) {
    var parts = endpoint.split(" ", 2);
    var path = parts[1].replace("{action}", "resolve").replace("{layer}", "0");
    for (var thing : things.entrySet()) {
      if (path.startsWith(thing.getKey() + "/")) {
        path = path.replaceFirst("\\{\\w+}", thing.getValue());
      }
    }
    path = path.replaceAll("\\{\\w+}", new UUID(4, 2).toString());
    var there = path;
    return await()
        .atMost(PATIENCE)
        .until(() -> send(token, endpoint, there), answer -> answer.statusCode() != 503);
  }

  private static Response send(String token, String endpoint, String path) {
    var parts = endpoint.split(" ", 2);
    var request = RestAssured.given().header("Authorization", "Bearer " + token);
    if (!parts[0].equals("GET") && !parts[0].equals("DELETE")) {
      request
          .contentType(ContentType.JSON)
          .body(Endpoints.body(endpoint, ALERT.incident(), CHECKOUT, ANA).replace('\'', '"'));
    }
    return request.request(parts[0], path);
  }

  private static String made(String what, String body) {
    var answer =
        World.api()
            .contentType(ContentType.JSON)
            .body(body.replace('\'', '"'))
            .post("/api/v1/" + what);
    if (answer.statusCode() == 409) {
      return Ids.derive(what.substring(0, what.length() - 1), World.DEMO, "seen").toString();
    }
    assertThat(answer.statusCode()).as(what + ": " + answer.asString()).isEqualTo(201);
    return answer.jsonPath().getString("id");
  }
}
