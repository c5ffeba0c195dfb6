package io.taskcall.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.Origin;
import io.taskcall.ingest.domain.Arrivals;
import io.taskcall.ingest.domain.datadog.DatadogPayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies rendered as Datadog renders them, each with what is expected of it. */
class DatadogSamplesTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Path SAMPLES = Path.of("src/test/resources/webhook-samples");
  private static final Path PUBLISHED = Path.of("samples");

  static List<JsonNode> samples() throws IOException {
    var expected = JSON.readTree(SAMPLES.resolve("expected.json").toFile());
    return StreamSupport.stream(expected.spliterator(), false).toList();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_sample_means_what_is_expected(JsonNode sample) throws IOException {
    var event = read(sample.get("file").asText());
    var expect = sample.get("expect");
    assertThat(kindOf(event)).isEqualTo(expect.get("kind").asText());
    var action = expect.get("action").asText();
    if (action.startsWith("resolve") || action.equals("ignore")) {
      assertThat(event).isInstanceOf(AlertEvent.Recovered.class);
    } else {
      assertThat(event).isInstanceOf(AlertEvent.Fired.class);
    }
    if (expect.has("priority")) {
      var priority = event.details().priority();
      assertThat(priority == null ? "null" : priority.name())
          .isEqualTo(expect.get("priority").asText());
    }
    var cycle = sample.get("cycle_key").asText();
    assertThat(event.cycle()).isEqualTo(cycle.isEmpty() || cycle.equals("null") ? null : cycle);
    assertThat(event.details().title())
        .isNotBlank()
        .doesNotStartWith("[P")
        .doesNotContain("Triggered");
    assertThat(event.details().link()).startsWith("https://");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_monitors_group_is_the_one_expected(JsonNode sample) throws IOException {
    var expect = sample.get("expect");
    var event = read(sample.get("file").asText());
    if (expect.has("monitor_id")) {
      assertThat(event.details().origin())
          .isInstanceOfSatisfying(
              Origin.DatadogMonitor.class,
              monitor -> {
                assertThat(monitor.monitorId()).isEqualTo(expect.get("monitor_id").asText());
                assertThat(monitor.scope()).containsExactly(expect.get("scope").asText());
              });
    }
    if (expect.has("incident_uuid")) {
      assertThat(event.details().origin())
          .isInstanceOfSatisfying(
              Origin.DatadogIncident.class,
              incident ->
                  assertThat(incident.uuid()).isEqualTo(expect.get("incident_uuid").asText()));
    }
    if (expect.has("same_cycle_as")) {
      var first = read(withPrefix(expect.get("same_cycle_as").asText()));
      assertThat(event.alert()).isEqualTo(first.alert());
      assertThat(event.cycle()).isEqualTo(first.cycle());
      assertThat(event.id()).isNotEqualTo(first.id());
      assertThat(event.at()).isAfter(first.at());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "triggered",
        "re-triggered",
        "renotify",
        "recovered",
        "test-notification",
        "incident-declared",
        "security-signal"
      })
  void what_we_publish_as_an_example_is_understood(String name) throws IOException {
    assertThat(event(Files.readAllBytes(PUBLISHED.resolve(name + ".json"))).details().title())
        .isNotBlank();
  }

  private static AlertEvent read(String file) throws IOException {
    return event(Files.readAllBytes(SAMPLES.resolve(file)));
  }

  private static AlertEvent event(byte[] bytes) {
    assertThat(Body.of(bytes, "application/json")).isInstanceOf(Body.Named.class);
    return Arrivals.event(
        new DatadogPayload(), ((Body.Named) Body.of(bytes, "application/json")).fields());
  }

  private static String withPrefix(String prefix) throws IOException {
    try (var files = Files.list(SAMPLES)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(f -> f.startsWith(prefix))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String kindOf(AlertEvent event) {
    return switch (event.details().origin()) {
      case Origin.DatadogMonitor _ -> event.details().test() ? "monitor-test" : "monitor";
      case Origin.DatadogIncident _ -> "incident";
      case Origin.DatadogSecuritySignal _ -> "security";
      case Origin.DatadogEvent _ -> "event";
      case Origin.Alertmanager _ -> "alertmanager";
      case Origin.EventsV2 _ -> "events-v2";
    };
  }
}
