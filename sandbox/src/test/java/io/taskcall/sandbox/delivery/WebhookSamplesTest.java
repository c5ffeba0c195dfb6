package io.taskcall.sandbox.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.taskcall.sandbox.Http;
import io.taskcall.sandbox.Shape;
import io.taskcall.sandbox.domain.incident.Incident;
import io.taskcall.sandbox.domain.incident.IncidentChange;
import io.taskcall.sandbox.domain.incident.IncidentNotice;
import io.taskcall.sandbox.domain.incident.Person;
import io.taskcall.sandbox.domain.monitor.GroupState;
import io.taskcall.sandbox.domain.monitor.Monitor;
import io.taskcall.sandbox.domain.monitor.MonitorNotice;
import io.taskcall.sandbox.domain.monitor.MonitorType;
import io.taskcall.sandbox.domain.monitor.Transition;
import io.taskcall.sandbox.domain.webhook.Template;
import io.taskcall.sandbox.domain.webhook.Variables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Holds what the sandbox sends to samples of what Datadog sends. */
class WebhookSamplesTest {
  private static final String TEMPLATE = "/templates/datadog-webhook-payload.json";

  @Test
  void triggered_metric_monitor_says_what_the_sample_says() throws IOException {
    var sample = sample("01-triggered-metric-p1-unicode");
    var monitor =
        new Monitor(
            8248529,
            "CPU usage is high for host k3s-example-node-pool-a6e3h",
            MonitorType.METRIC,
            sample.at("/alert/query").asText(),
            "## 🚨\n\n@webhook-taskcall",
            1,
            List.of("env:prod", "service:checkout", "team:platform"),
            false);
    var rendered = render(monitor, Transition.TRIGGERED, sample);
    assertSame(
        sample,
        rendered,
        "/title",
        "/date",
        "/last_updated",
        "/event_type",
        "/id",
        "/priority",
        "/hostname",
        "/tags",
        "/user",
        "/username",
        "/incident_uuid",
        "/incident_public_id",
        "/incident_title",
        "/incident_url",
        "/incident_msg",
        "/incident_severity",
        "/security_rule_id",
        "/security_signal_msg",
        "/alert/cycle_key",
        "/alert/id",
        "/alert/metric",
        "/alert/scope",
        "/alert/title",
        "/alert/transition",
        "/alert/type",
        "/alert/query");
    assertThat(Shape.differences(sample, rendered, Set.of())).isEmpty();
  }

  @Test
  void log_monitor_leaves_metric_and_status_empty() throws IOException {
    var sample = sample("05-triggered-log-group-1");
    var monitor =
        new Monitor(
            160076582,
            "Error monitor",
            MonitorType.LOG,
            sample.at("/alert/query").asText(),
            "@webhook-taskcall",
            null,
            List.of(),
            true);
    var rendered = render(monitor, Transition.TRIGGERED, sample);
    assertSame(
        sample,
        rendered,
        "/title",
        "/event_type",
        "/alert/metric",
        "/alert/status",
        "/alert/scope",
        "/alert/title",
        "/alert/type",
        "/snapshot",
        "/hostname");
  }

  @Test
  void missing_data_is_told_as_in_the_sample() throws IOException {
    var sample = sample("11-no-data");
    var monitor =
        new Monitor(
            309811,
            "Dock is almost out of memory...",
            MonitorType.QUERY,
            sample.at("/alert/query").asText(),
            "@webhook-taskcall",
            3,
            List.of(),
            true);
    var rendered = render(monitor, Transition.NO_DATA, sample);
    assertSame(
        sample,
        rendered,
        "/title",
        "/alert/transition",
        "/alert/type",
        "/alert/metric",
        "/hostname");
    assertThat(rendered.at("/alert/status").asText()).contains("has been missing for the last ");
  }

  @Test
  void declared_incident_says_what_the_sample_says() throws IOException {
    var sample = sample("19-incident-declared-unknown-severity");
    var change = new IncidentChange("Checkout errors", false, Map.of(), null);
    var incident =
        Incident.declared(
            UUID.fromString(sample.path("incident_uuid").asText()),
            338027,
            change,
            new Person(UUID.randomUUID(), "frog@datadoghq.com", "frog"),
            at(sample));
    var rendered =
        rendered(
            IncidentNotice.declared(incident)
                .variables(sample.path("id").asText(), "taskcall-incidents"));
    assertSame(
        sample,
        rendered,
        "/body",
        "/text_msg",
        "/title",
        "/event_type",
        "/date",
        "/incident_uuid",
        "/incident_public_id",
        "/incident_title",
        "/incident_url",
        "/incident_msg",
        "/incident_severity",
        "/alert",
        "/tags",
        "/link");
    assertThat(Shape.differences(sample, rendered, Set.of())).isEmpty();
  }

  @Test
  void own_copies_of_the_templates_are_the_ones_that_ingest_documents() throws IOException {
    var samples =
        Path.of(System.getProperty("taskcall.root", "..")).resolve("ingest-service/samples");
    assumeTrue(Files.isDirectory(samples), "skipped: ingest-service/samples isn't there");
    for (var name :
        List.of("datadog-webhook-payload.json", "datadog-webhook-payload-recommended.json")) {
      assertThat(resource("/templates/" + name)).isEqualTo(Files.readString(samples.resolve(name)));
    }
  }

  private static JsonNode render(Monitor monitor, Transition transition, JsonNode sample)
      throws IOException {
    var id = sample.path("id").asText();
    var after = GroupState.FRESH.after(transition, id, at(sample));
    return rendered(
        new MonitorNotice(
                monitor,
                transition,
                sample.at("/alert/scope").asText(),
                GroupState.FRESH,
                after,
                id,
                at(sample),
                false)
            .variables());
  }

  private static JsonNode rendered(Variables variables) throws IOException {
    return Http.JSON.readTree(new Template(template()).toJson(variables));
  }

  private static String template() throws IOException {
    return resource(TEMPLATE);
  }

  private static void assertSame(JsonNode sample, JsonNode rendered, String... pointers) {
    for (var pointer : pointers) {
      assertThat(rendered.at(pointer)).as(pointer).isEqualTo(sample.at(pointer));
    }
  }

  private static Instant at(JsonNode sample) {
    return Instant.ofEpochMilli(sample.path("date").asLong());
  }

  private static JsonNode sample(String name) throws IOException {
    return Http.JSON.readTree(resource("/webhook-samples/" + name + ".json"));
  }

  private static String resource(String path) throws IOException {
    try (var in = WebhookSamplesTest.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
