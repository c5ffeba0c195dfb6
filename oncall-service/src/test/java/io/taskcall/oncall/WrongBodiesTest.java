package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.taskcall.contracts.Ids;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Walks every field of every body there is, and sends what it cannot be. */
@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class WrongBodiesTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PROBLEM = "application/problem+json";

  /** By what is right, what is not. */
  private static final Map<String, List<String>> WRONG =
      Map.of(
          "STRING",
          List.of("5", "true", "1.5", "[\"a\"]", "[]", "{}", "\"\\u0000\"", "\"\\ud800\""),
          "NUMBER",
          List.of("\"1\"", "1.7", "true", "[1]", "{}", "99999999999", "1e400"),
          "BOOLEAN",
          List.of("\"true\"", "1", "0.0", "[true]", "{}"),
          "ARRAY",
          List.of("[null]", "[[null]]", "[[[]]]", "\"a\"", "5", "{}", "{\"a\": null}"),
          "OBJECT",
          List.of("[]", "[null]", "\"a\"", "5", "true", "{\"no_such_field\": 1}"));

  @BeforeEach
  void ready() {
    World.people();
    World.awaitReady();
    await().atMost(PATIENCE).until(() -> World.api().get("/api/v1/services").statusCode() == 200);
  }

  @Test
  void every_endpoint_that_takes_a_body_is_known_to_this_test() {
    var known = new TreeSet<>(WholeBodies.ALL.keySet());
    known.addAll(WholeBodies.OTHERS);
    var there = new TreeSet<>(Endpoints.NEEDED.keySet());
    there.removeIf(endpoint -> endpoint.startsWith("GET ") || endpoint.startsWith("DELETE "));
    assertThat(known).isEqualTo(there);
  }

  @Test
  void every_field_that_is_documented_is_known_to_this_test() throws JsonProcessingException {
    var document = JSON.readTree(World.api().get("/q/openapi?format=json").asString());
    for (var whole : WholeBodies.ALL.entrySet()) {
      var parts = whole.getKey().split(" ", 2);
      var reference =
          document
              .path("paths")
              .path(parts[1])
              .path(parts[0].toLowerCase(Locale.ROOT))
              .at("/requestBody/content")
              .findPath("$ref")
              .asText();
      var fields = new TreeMap<String, Boolean>();
      document
          .at(reference.replaceFirst("^#", "") + "/properties")
          .properties()
          .forEach(
              field -> fields.put(field.getKey(), field.getValue().path("readOnly").asBoolean()));
      fields.values().removeIf(Boolean::booleanValue);
      assertThat(JSON.readTree(whole.getValue()).properties().stream().map(Map.Entry::getKey))
          .as(whole.getKey())
          .containsAll(fields.keySet());
    }
  }

  @Test
  void field_that_is_wrong_is_refused_with_its_name() {
    var seen = new TreeSet<String>();
    assertSoftly(softly ->
        WholeBodies.ALL.forEach((endpoint, body) ->
            eachWrong(
                body,
                seen.add(body),
                (path, wrong) -> {
                  var answer = send(endpoint, wrong);
                  var what = endpoint + " " + path + ": " + wrong + " -> " + answer.asString();
                  if (!isRefused(softly, what, answer)) {
                    return;
                  }
                  var field = String.valueOf(answer.jsonPath().getString("field"));
                  softly
                      .assertThat(field.startsWith(path) || path.startsWith(field))
                      .as(what)
                      .isTrue();
                })));
  }

  @Test
  void body_that_is_no_object_is_refused() {
    var wrong =
        List.of("[]", "[null]", "5", "\"a\"", "true", "null", "{", "{\"a\"", "\u0000", "{} {}");
    assertSoftly(softly ->
        WholeBodies.ALL
            .keySet()
            .forEach(endpoint ->
                wrong.forEach(
                    body -> isRefused(softly, endpoint + " " + body, send(endpoint, body)))));
  }

  @Test
  void body_that_is_not_utf8_is_refused() {
    assertSoftly(softly ->
        WholeBodies.ALL.forEach((endpoint, body) -> {
          var bytes = body.getBytes(StandardCharsets.UTF_8);
          bytes[body.indexOf('"') + 1] = (byte) 0xff;
          isRefused(softly, endpoint, send(endpoint, bytes));
        }));
  }

  private static boolean isRefused(SoftAssertions softly, String what, Response answer) {
    softly.assertThat(answer.statusCode()).as(what).isEqualTo(400);
    softly.assertThat(answer.contentType()).as(what).isEqualTo(PROBLEM);
    return answer.statusCode() == 400 && answer.contentType().equals(PROBLEM);
  }

  /**
   * The body with one thing after the other wrong in it, and where.
   *
   * @param deep whether parts of its fields are wrong, too; the same body is read the same way
   */
  private static void eachWrong(String body, boolean deep, BiConsumer<String, String> work) {
    try {
      var whole = JSON.readTree(body);
      walk("", whole, whole, deep, work);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(body, e);
    }
  }

  private static void walk(
      String path, JsonNode node, JsonNode whole, boolean deep, BiConsumer<String, String> work) {
    if (node instanceof ObjectNode object) {
      for (var name : List.copyOf(new TreeSet<>(names(object)))) {
        var there = path.isEmpty() ? name : path + "." + name;
        var right = object.get(name);
        for (var wrong : WRONG.get(right.getNodeType().name())) {
          object.put(name, "@HERE@");
          work.accept(there, whole.toString().replace("\"@HERE@\"", wrong));
        }
        object.set(name, right);
        if (deep) {
          walk(there, right, whole, true, work);
        }
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        walk(path + "[" + i + "]", array.get(i), whole, deep, work);
      }
      array.addNull();
      work.accept(path, whole.toString());
      array.remove(array.size() - 1);
    }
  }

  private static List<String> names(ObjectNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }

  /** What is answered when nothing that the service needs is away for a moment. */
  private static Response send(String endpoint, Object body) {
    var parts = endpoint.split(" ", 2);
    var person = Ids.derive("user", World.DEMO, "ana@demo.example").toString();
    var path =
        parts[1]
            .replace("{action}", "resolve")
            .replace("{person}", person)
            .replaceAll("\\{\\w+}", new UUID(4, 2).toString());
    var request = World.api().contentType(ContentType.JSON);
    if (body instanceof byte[] bytes) {
      request.body(bytes);
    } else {
      request.body(body.toString());
    }
    return await()
        .pollDelay(Duration.ZERO)
        .atMost(PATIENCE)
        .until(() -> request.request(parts[0], path), answer -> answer.statusCode() != 503);
  }
}
