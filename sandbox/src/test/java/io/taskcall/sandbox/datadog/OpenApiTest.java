package io.taskcall.sandbox.datadog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskcall.sandbox.Http;
import io.taskcall.sandbox.Shape;
import io.taskcall.sandbox.SharedDatadog;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds the sandbox's answers to the schemas of Datadog's own specification. */
@QuarkusTest
class OpenApiTest {
  private static final String WEBHOOKS = "/api/v1/integration/webhooks/configuration/webhooks";

  @TestHTTPResource("/datadog")
  URI datadog;

  private Http http;

  @BeforeEach
  void connect() {
    http = Http.at(datadog.toString()).withKeys();
  }

  @Test
  void incidents_are_as_specified() {
    var v2 = SharedDatadog.specification("v2");
    var created =
        http.post(
            "/api/v2/incidents",
            """
            {"data":{"type":"incidents","attributes":{"title":"As specified","customer_impacted":false,
              "fields":{"severity":{"type":"dropdown","value":"SEV-3"}}}}}\
            """);
    assertThat(problems(v2, "IncidentResponse", created.json())).isEmpty();
    var id = created.json().at("/data/id").asText();

    assertThat(problems(v2, "IncidentResponse", http.get("/api/v2/incidents/" + id).json()))
        .isEmpty();
    assertThat(
            problems(v2, "IncidentsResponse", http.get("/api/v2/incidents?include=users").json()))
        .isEmpty();
    var updated =
        http.send(
            "PATCH",
            "/api/v2/incidents/" + id,
            """
            {"data":{"type":"incidents","id":"%s","attributes":{
              "fields":{"state":{"type":"dropdown","value":"resolved"}}}}}\
            """
                .formatted(id));
    assertThat(problems(v2, "IncidentResponse", updated.json())).isEmpty();
  }

  @Test
  void todos_and_those_who_are_notified_are_as_specified() {
    var v2 = SharedDatadog.specification("v2");
    var incident =
        http.post(
            "/api/v2/incidents",
            """
            {"data":{"type":"incidents","attributes":{"title":"To do","customer_impacted":false,
              "notification_handles":[{"display_name":"Dana","handle":"@dana@sandbox.example"}]}}}\
            """);
    assertThat(problems(v2, "IncidentResponse", incident.json())).isEmpty();
    assertThat(incident.json().at("/data/attributes/notification_handles/0/handle").asText())
        .isEqualTo("@dana@sandbox.example");
    var todos =
        "/api/v2/incidents/%s/relationships/todos"
            .formatted(incident.json().at("/data/id").asText());
    var created =
        http.post(
            todos,
            """
            {"data":{"type":"incident_todos","attributes":{"content":"Restore","assignees":[],
              "completed":"2026-03-01T12:00:00.000000+00:00"}}}\
            """);
    assertThat(created.status()).isEqualTo(201);
    assertThat(problems(v2, "IncidentTodoResponse", created.json())).isEmpty();
    var recorded = SharedDatadog.cassette("v2/Create_an_incident_todo_returns_CREATED_response");
    var real = read(recorded.get(1).at("/httpResponse/body").asText());
    assertThat(Shape.differences(real, created.json(), Set.of())).isEmpty();
    var listed = http.get(todos);
    assertThat(listed.json().path("data")).hasSize(1);
    assertThat(problems(v2, "IncidentTodoListResponse", listed.json())).isEmpty();
  }

  @Test
  void search_results_are_as_specified() {
    var v2 = SharedDatadog.specification("v2");
    http.post(
        "/api/v2/incidents",
        """
        {"data":{"type":"incidents","attributes":{"title":"Findable by schema","customer_impacted":true}}}\
        """);
    await()
        .untilAsserted(() -> {
          var answer = http.get("/api/v2/incidents/search?query=Findable");
          assertThat(answer.json().at("/data/attributes/total").asInt()).isEqualTo(1);
          // The real answers hold incidents there, too, which the specification doesn't know.
          ((ObjectNode) answer.json()).remove("included");
          assertThat(problems(v2, "IncidentSearchResponse", answer.json())).isEmpty();
        });
  }

  @Test
  void monitors_are_as_specified() {
    var v1 = SharedDatadog.specification("v1");
    http.post("/api/datadog/monitors/8248529/transitions", "{\"transition\":\"Triggered\"}");
    var answer = http.get("/api/v1/monitor/8248529?group_states=all&with_downtimes=true");
    assertThat(answer.json().at("/state/groups").size()).isPositive();
    assertThat(problems(v1, "Monitor", answer.json())).isEmpty();
  }

  @Test
  void listed_monitors_are_as_specified_and_come_in_pages() {
    var v1 = SharedDatadog.specification("v1");
    http.post("/api/datadog/monitors/8248529/transitions", "{\"transition\":\"Triggered\"}");
    var all = http.get("/api/v1/monitor?group_states=alert,warn").json();
    assertThat(all.size()).isGreaterThan(2);
    all.forEach(monitor -> assertThat(problems(v1, "Monitor", monitor)).isEmpty());
    var first = http.get("/api/v1/monitor?page_size=1&id_offset=0").json();
    assertThat(first).hasSize(1);
    var id = first.get(0).path("id").asLong();
    var next = http.get("/api/v1/monitor?page_size=1&id_offset=" + id).json();
    assertThat(next.get(0).path("id").asLong()).isGreaterThan(id);
    var last = all.get(all.size() - 1).path("id").asLong();
    assertThat(http.get("/api/v1/monitor?page_size=1&id_offset=" + last).json()).isEmpty();
    var second = http.get("/api/v1/monitor?page=1&page_size=1").json();
    assertThat(second.get(0).path("id").asLong()).isEqualTo(next.get(0).path("id").asLong());
    assertThat(http.get("/api/v1/monitor?page=" + all.size() + "&page_size=1").json()).isEmpty();
  }

  @Test
  void listed_events_are_as_specified() {
    var v1 = SharedDatadog.specification("v1");
    http.post(
        "/api/v1/events",
        "{\"title\":\"Listed\",\"text\":\"once\",\"tags\":[\"mark:7\",\"env:prod\"]}");
    var now = Instant.now().getEpochSecond();
    var query = "/api/v1/events?start=%d&end=%d&tags=mark:7".formatted(now - 60, now + 60);
    var listed = http.get(query).json();
    assertThat(problems(v1, "EventListResponse", listed)).isEmpty();
    assertThat(listed.path("events")).hasSize(1);
    assertThat(http.get(query + ",env:test").json().path("events")).isEmpty();
  }

  @Test
  void downtimes_are_as_specified() {
    var v2 = SharedDatadog.specification("v2");
    var end = Instant.now().plusSeconds(600).truncatedTo(ChronoUnit.SECONDS);
    var created =
        http.post(
            "/api/v2/downtime",
            """
            {"data":{"type":"downtime","attributes":{"scope":"host:a AND env:prod","message":"m",
              "monitor_identifier":{"monitor_id":8248529},"schedule":{"end":"%s"}}}}\
            """
                .formatted(end));
    assertThat(created.status()).isEqualTo(200);
    assertThat(problems(v2, "DowntimeResponse", created.json())).isEmpty();
    var id = created.json().at("/data/id").asText();
    var path = "/api/v2/downtime/" + id;
    assertThat(http.get(path).json().at("/data/attributes/status").asText()).isEqualTo("active");
    var listed = http.get("/api/v2/downtime?current_only=true&page%5Blimit%5D=100").json();
    assertThat(problems(v2, "ListDowntimesResponse", listed)).isEmpty();
    assertThat(listed.path("data"))
        .anySatisfy(one -> assertThat(one.path("id").asText()).isEqualTo(id));
    var longer =
        http.send(
            "PATCH",
            path,
            """
            {"data":{"type":"downtime","id":"%s","attributes":{"schedule":{"end":"%s"}}}}\
            """
                .formatted(id, end.plusSeconds(60)));
    assertThat(problems(v2, "DowntimeResponse", longer.json())).isEmpty();
    assertThat(longer.json().at("/data/attributes/schedule/end").asText())
        .startsWith(end.plusSeconds(60).toString().substring(0, 19));
    assertThat(http.send("DELETE", path, null).status()).isEqualTo(204);
    assertThat(http.get(path).json().at("/data/attributes/status").asText()).isEqualTo("canceled");
    assertThat(http.get("/api/v2/downtime?current_only=true").json().path("data"))
        .noneSatisfy(one -> assertThat(one.path("id").asText()).isEqualTo(id));
  }

  @Test
  void webhooks_are_as_specified() {
    var v1 = SharedDatadog.specification("v1");
    var created =
        http.post(
            WEBHOOKS,
            """
            {"name":"specified","url":"https://example.com","encode_as":"form",
             "custom_headers":"{\\"X-Key\\":\\"1\\"}"}\
            """);
    assertThat(created.status()).isEqualTo(201);
    assertThat(problems(v1, "WebhooksIntegration", created.json())).isEmpty();
    assertThat(problems(v1, "WebhooksIntegration", http.get(WEBHOOKS + "/specified").json()))
        .isEmpty();
    assertThat(http.send("DELETE", WEBHOOKS + "/specified", null).status()).isEqualTo(200);
  }

  @Test
  void errors_of_the_gate_are_as_specified() {
    var v1 = SharedDatadog.specification("v1");
    var v2 = SharedDatadog.specification("v2");
    var nobody = Http.at(datadog.toString());
    var refused = nobody.get("/api/v1/monitor/1");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(problems(v1, "APIErrorResponse", refused.json())).isEmpty();
    var unauthorized = nobody.withToken("made up").get("/api/v2/incidents");
    assertThat(unauthorized.status()).isEqualTo(401);
    assertThat(problems(v2, "APIErrorResponse", unauthorized.json())).isEmpty();
    assertThat(
            problems(v1, "AuthenticationValidationResponse", http.get("/api/v1/validate").json()))
        .isEmpty();
  }

  @Test
  void recorded_answers_pass_the_same_check() {
    var v2 = SharedDatadog.specification("v2");
    var cassette = SharedDatadog.cassette("v2/Update_an_existing_incident_returns_OK_response");
    for (var call : List.of(cassette.get(0), cassette.get(1))) {
      assertThat(problems(v2, "IncidentResponse", read(call.at("/httpResponse/body").asText())))
          .isEmpty();
    }
    assertThat(problems(v2, "IncidentResponse", read("{\"data\":{\"type\":\"nonsense\"}}")))
        .isNotEmpty();
  }

  private static List<Error> problems(JsonNode specification, String schema, JsonNode body) {
    var root = Http.JSON.createObjectNode();
    root.put("$ref", "#/components/schemas/" + schema);
    root.set("components", specification.get("components"));
    return SchemaRegistry.withDialect(Dialects.getOpenApi30()).getSchema(root).validate(body);
  }

  private static JsonNode read(String text) {
    try {
      return Http.JSON.readTree(text);
    } catch (java.io.IOException malformed) {
      throw new AssertionError(malformed);
    }
  }
}
