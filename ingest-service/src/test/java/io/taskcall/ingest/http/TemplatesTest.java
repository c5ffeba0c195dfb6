package io.taskcall.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.taskcall.contracts.Priority;
import io.taskcall.ingest.domain.Arrivals;
import io.taskcall.ingest.domain.datadog.DatadogPayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The payload templates that people paste into Datadog. */
class TemplatesTest {
  private static final Set<String> PASTED =
      keys(
          """
          body last_updated event_type title date org.id org.name id aggreg_key
          alert.cycle_key alert.id alert.metric alert.scope alert.status alert.title
          alert.transition alert.type alert.query user username priority text_msg snapshot link
          hostname incident_uuid incident_public_id incident_title incident_url incident_msg
          incident_severity security_rule_id security_rule_name security_signal_severity
          security_signal_title security_signal_msg security_rule_query security_rule_type tags
          """);
  private static final Set<String> ADDED =
      keys("alert.priority email incident_status incident_fields security_signal_id");
  private static final Pattern VARIABLE = Pattern.compile("\\$[A-Z_]+");

  @Test
  void the_pasted_template_has_exactly_the_agreed_keys() throws IOException {
    assertThat(keysOf(template("datadog-webhook-payload"))).isEqualTo(PASTED);
  }

  @Test
  void the_recommended_template_adds_what_datadog_also_tells() throws IOException {
    var wanted = new TreeSet<>(PASTED);
    wanted.addAll(ADDED);
    var rendered =
        template("datadog-webhook-payload-recommended").replace(": $INCIDENT_FIELDS", ": null");
    assertThat(keysOf(rendered)).isEqualTo(wanted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"datadog-webhook-payload", "datadog-webhook-payload-recommended"})
  void a_rendered_template_is_understood(String name) throws IOException {
    var values =
        Map.of(
            "$ID",
            "77",
            "$DATE",
            "1787300000000",
            "$ALERT_ID",
            "8",
            "$ALERT_PRIORITY",
            "P2",
            "$EVENT_TITLE",
            "[P2] [Triggered] Disk",
            "$ALERT_TRANSITION",
            "Triggered",
            "$INCIDENT_FIELDS",
            "null");
    var rendered =
        VARIABLE
            .matcher(template(name))
            .replaceAll(
                variable -> Matcher.quoteReplacement(values.getOrDefault(variable.group(), "")));
    var body = Body.of(rendered.getBytes(StandardCharsets.UTF_8), "application/json");
    assertThat(body).isInstanceOf(Body.Named.class);
    var event = Arrivals.event(new DatadogPayload(), ((Body.Named) body).fields());
    assertThat(event.details().title()).isEqualTo("Disk");
    assertThat(event.details().priority()).isEqualTo(Priority.P2);
  }

  private static String template(String name) throws IOException {
    return Files.readString(Path.of("samples", name + ".json"));
  }

  private static Set<String> keys(String text) {
    return new TreeSet<>(Set.of(text.strip().split("\\s+")));
  }

  private static Set<String> keysOf(String json) throws IOException {
    var keys = new TreeSet<String>();
    collect(new JsonMapper().readTree(json), "", keys);
    return keys;
  }

  private static void collect(JsonNode node, String prefix, Set<String> keys) {
    node.properties()
        .forEach(field -> {
          var key = prefix + field.getKey();
          if (field.getValue().isObject()) {
            collect(field.getValue(), key + ".", keys);
          } else {
            keys.add(key);
          }
        });
  }
}
