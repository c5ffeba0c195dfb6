package io.taskcall.sandbox.datadog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskcall.sandbox.Http;
import io.taskcall.sandbox.Sandbox;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IncidentsApiTest {
  private static final String INCIDENTS = "/datadog/api/v2/incidents";

  @TestHTTPResource("/")
  URI uri;

  private Sandbox sandbox;
  private Http http;

  @BeforeEach
  void connect() {
    sandbox = Sandbox.at(uri);
    http = sandbox.http().withKeys();
  }

  @Test
  void update_changes_what_it_names_and_always_moves_modified() {
    var id = create("Partial", "active");
    var before = http.get(INCIDENTS + "/" + id).json();
    var after = update(id, "severity", "SEV-2").json();
    assertThat(after.at("/data/attributes/severity").asText()).isEqualTo("SEV-2");
    assertThat(after.at("/data/attributes/title").asText()).isEqualTo("Partial");
    assertThat(after.at("/data/attributes/state").asText()).isEqualTo("active");
    assertThat(after.at("/data/attributes/modified").asText())
        .isGreaterThan(before.at("/data/attributes/modified").asText());
  }

  @Test
  void resolving_stamps_the_time_but_declaring_as_resolved_does_not() {
    var resolved = update(create("Resolves", "active"), "state", "resolved").json();
    assertThat(resolved.at("/data/attributes/resolved").isTextual()).isTrue();
    var born = http.get(INCIDENTS + "/" + create("Born resolved", "resolved")).json();
    assertThat(born.at("/data/attributes/state").asText()).isEqualTo("resolved");
    assertThat(born.at("/data/attributes/resolved").isNull()).isTrue();
  }

  @Test
  void update_must_repeat_id_and_type() {
    var id = create("Repeats", "active");
    var answer = http.send("PATCH", INCIDENTS + "/" + id, "{\"data\":{\"attributes\":{}}}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/title").asText()).isEqualTo("Bad Request");
    assertThat(answer.json().at("/errors/0/status").asText()).isEqualTo("400");
  }

  @Test
  void unknown_state_unreadable_body_and_missing_title_are_refused() {
    var id = create("Refuses", "active");
    assertThat(update(id, "state", "acknowledged").status()).isEqualTo(400);
    assertThat(http.send("PATCH", INCIDENTS + "/" + id, "{\"data\":").status()).isEqualTo(400);
    assertThat(
            http.post(
                    INCIDENTS,
                    "{\"data\":{\"type\":\"incidents\",\"attributes\":{\"customer_impacted\":false}}}")
                .status())
        .isEqualTo(400);
  }

  @Test
  void unknown_incident_is_404_and_a_public_number_is_no_id() {
    var answer = http.get(INCIDENTS + "/00000000-0000-0000-0000-000000000001");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text()).contains("Generic Error", "incident not found");
    assertThat(http.get(INCIDENTS + "/1001").status()).isEqualTo(400);
  }

  @Test
  void deleted_incident_is_gone() {
    var id = create("Goes", "active");
    assertThat(http.send("DELETE", INCIDENTS + "/" + id, null).status()).isEqualTo(204);
    assertThat(http.get(INCIDENTS + "/" + id).status()).isEqualTo(404);
    assertThat(http.send("DELETE", INCIDENTS + "/" + id, null).status()).isEqualTo(404);
  }

  @Test
  void pages_ascend_and_only_a_full_one_names_the_next() {
    for (var i = 0; i < 3; i++) {
      create("Page " + i, "active");
    }
    var first = http.get(INCIDENTS + "?page%5Bsize%5D=2").json();
    assertThat(first.path("data")).hasSize(2);
    assertThat(first.at("/meta/pagination/next_offset").asInt()).isEqualTo(2);
    assertThat(first.at("/data/0/attributes/public_id").asLong())
        .isLessThan(first.at("/data/1/attributes/public_id").asLong());
    var beyond = http.get(INCIDENTS + "?page%5Bsize%5D=2&page%5Boffset%5D=100000").json();
    assertThat(beyond.at("/meta/pagination/next_offset").isMissingNode()).isTrue();
    assertThat(http.get(INCIDENTS).json().at("/meta/pagination/next_offset").isInt()).isTrue();
    assertThat(http.get(INCIDENTS + "?page%5Bsize%5D=101").status()).isEqualTo(400);
  }

  @Test
  void search_learns_late() {
    var id = create("Zebra crossing", "active");
    assertThat(found("Zebra AND state:active")).isZero();
    await().until(() -> found("Zebra AND state:active") == 1);
    update(id, "state", "resolved");
    assertThat(found("Zebra AND state:active")).isEqualTo(1);
    await().until(() -> found("Zebra AND state:(stable OR resolved)") == 1);
    assertThat(found("Zebra AND state:active")).isZero();
  }

  @Test
  void every_nth_call_fails() {
    sandbox.set("failEvery", 3);
    var statuses = Stream.generate(() -> http.get(INCIDENTS).status()).limit(6).toList();
    assertThat(statuses).containsExactly(200, 200, 500, 200, 200, 500);
  }

  @Test
  void rate_limit_counts_down_and_then_refuses() {
    sandbox.set("rateLimitPerMinute", 1);
    await()
        .untilAsserted(() -> {
          var answer = http.get(INCIDENTS);
          assertThat(answer.status()).isEqualTo(429);
          assertThat(answer.header("X-RateLimit-Limit")).isEqualTo("1");
          assertThat(answer.header("X-RateLimit-Remaining")).isEqualTo("0");
          assertThat(Integer.parseInt(answer.header("X-RateLimit-Reset"))).isBetween(1, 60);
          assertThat(answer.header("Retry-After")).isEmpty();
        });
  }

  @Test
  void slow_datadog_is_slow() {
    sandbox.set("delayMillis", 300);
    var started = System.nanoTime();
    assertThat(http.get(INCIDENTS).status()).isEqualTo(200);
    assertThat(System.nanoTime() - started).isGreaterThanOrEqualTo(300_000_000L);
  }

  @Test
  void wrong_keys_are_forbidden() {
    var wrong = new Http(http.base(), Map.of("DD-API-KEY", "x", "DD-APPLICATION-KEY", "y"));
    assertThat(wrong.get(INCIDENTS).status()).isEqualTo(403);
    assertThat(wrong.get("/datadog/api/v1/validate").status()).isEqualTo(403);
  }

  private long found(String query) {
    return http.get(INCIDENTS + "/search?query=" + Http.encode(query))
        .json()
        .at("/data/attributes/total")
        .asLong(-1);
  }

  private String create(String title, String state) {
    var answer =
        http.post(
            INCIDENTS,
            """
            {"data":{"type":"incidents","attributes":{"title":"%s","customer_impacted":false,
              "fields":{"state":{"type":"dropdown","value":"%s"}}}}}\
            """
                .formatted(title, state));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().at("/data/id").asText();
  }

  private Http.Answer update(String id, String field, String value) {
    return http.send(
        "PATCH",
        INCIDENTS + "/" + id,
        """
        {"data":{"type":"incidents","id":"%s","attributes":{
          "fields":{"%s":{"type":"dropdown","value":"%s"}}}}}\
        """
            .formatted(id, field, value));
  }
}
