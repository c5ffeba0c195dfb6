package io.taskcall.sandbox.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskcall.sandbox.Http;
import io.taskcall.sandbox.Shape;
import io.taskcall.sandbox.SharedDatadog;
import io.taskcall.sandbox.domain.incident.Person;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plays recorded calls to the real Datadog against the sandbox, and compares the answers. */
@QuarkusTest
class CassettesTest {
  /** Depend on what else is in the organization, or come in more kinds than the sandbox has. */
  private static final Set<String> PASSED_OVER = Set.of("facets", "field_analytics", "meta");

  @TestHTTPResource("/datadog")
  URI datadog;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v2/Create_an_incident_returns_CREATED_response",
        "v2/Get_the_details_of_an_incident_returns_OK_response",
        "v2/Get_a_list_of_incidents_returns_OK_response",
        "v2/Update_an_existing_incident_returns_OK_response",
        "v2/Add_commander_to_an_incident_returns_OK_response",
        "v2/Search_for_incidents_returns_OK_response",
        "v2/Get_OAuth2_well_known_sites_returns_OK_response",
        "v1/Create_a_webhooks_integration_returns_OK_response",
        "v1/Get_a_webhook_integration_returns_OK_response",
        "v1/Update_a_webhook_returns_OK_response",
        "v1/Delete_a_webhook_returns_OK_response",
        "v1/Get_a_monitor_s_details_returns_OK_response",
        "v1/Get_a_monitor_s_details_returns_Monitor_Not_Found_error_response",
        "v1/Edit_a_monitor_returns_OK_response",
        "v1/Create_a_monitor_returns_Bad_Request_response",
        "v1/Post_an_event_returns_OK_response",
        "v1/Post_an_event_in_the_past_returns_Bad_Request_response",
        "v1/Validate_API_key_returns_Forbidden_response",
      })
  void sandbox_answers_recorded_calls_as_datadog_did(String name) throws Exception {
    var calls = SharedDatadog.cassette(name);
    var http = Http.at(datadog.toString());
    var client = name.contains("Forbidden") ? http : http.withKeys();
    var ids = new HashMap<String, String>();
    for (var call : calls) {
      var request = call.path("httpRequest");
      var recorded = call.path("httpResponse");
      if (request.path("path").asText().startsWith("/api/v2/users")) {
        useKnownPerson(recorded, ids);
        continue;
      }
      var answer =
          client.send(
              request.path("method").asText(),
              ours(request.path("path").asText(), ids) + query(request),
              ours(json(request.path("body")), ids));
      assertThat(answer.status())
          .as("%s %s: %s", request.path("method"), request.path("path"), answer.text())
          .isEqualTo(recorded.path("statusCode").asInt());
      var body = json(recorded.path("body"));
      if (body == null) {
        assertThat(answer.text()).isEmpty();
      } else {
        var expected = Http.JSON.readTree(body);
        assertThat(Shape.differences(expected, answer.json(), PASSED_OVER)).isEmpty();
        remember(expected, answer.json(), ids);
      }
    }
  }

  /** The sandbox has no calls for people; whom the recording made, a known person stands for. */
  private static void useKnownPerson(JsonNode recorded, Map<String, String> ids) throws Exception {
    var body = json(recorded.path("body"));
    if (body != null) {
      ids.put(Http.JSON.readTree(body).at("/data/id").asText(), Person.DANA.id().toString());
    }
  }

  /** The recorded organization had ids of its own. */
  private static void remember(JsonNode recorded, JsonNode answer, Map<String, String> ids) {
    for (var pointer : new String[] {"/data/id", "/id", "/event/id_str"}) {
      if (!recorded.at(pointer).isMissingNode() && !answer.at(pointer).isMissingNode()) {
        ids.put(recorded.at(pointer).asText(), answer.at(pointer).asText());
      }
    }
  }

  private static String ours(String text, Map<String, String> ids) {
    var replaced = text;
    if (replaced != null) {
      for (var id : ids.entrySet()) {
        replaced = replaced.replace(id.getKey(), id.getValue());
      }
    }
    return replaced;
  }

  private static String query(JsonNode request) {
    var parts = new ArrayList<String>();
    for (var parameter : request.path("queryStringParameters").properties()) {
      parameter
          .getValue()
          .forEach(value ->
              parts.add(Http.encode(parameter.getKey()) + "=" + Http.encode(value.asText())));
    }
    return parts.isEmpty() ? "" : "?" + String.join("&", parts);
  }

  private static String json(JsonNode body) {
    if (body.isTextual()) {
      return body.asText();
    }
    return body.path("json").isTextual() ? body.path("json").asText() : null;
  }
}
