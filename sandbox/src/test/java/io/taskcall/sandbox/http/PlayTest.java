package io.taskcall.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskcall.sandbox.Http;
import io.taskcall.sandbox.Sandbox;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class PlayTest {
  @TestHTTPResource("/")
  URI uri;

  private Http http;

  @BeforeEach
  void connect() {
    http = Sandbox.at(uri).http();
  }

  @Test
  void page_needs_nothing_from_elsewhere() {
    var page = http.get("/");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).contains("TaskCall sandbox").doesNotContain("https://", "<script>");
    assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'self'");
    assertThat(http.get("/app.js").text()).doesNotContain("innerHTML", "https://");
  }

  @Test
  void newcomer_finds_monitors_to_play_with() {
    var monitors = http.get("/api/datadog/monitors").json();
    assertThat(monitors.findValuesAsText("name"))
        .contains("CPU is high", "Checkout error rate", "Heartbeat missing");
  }

  @Test
  void new_monitor_can_be_moved_at_once() {
    var created =
        http.post(
            "/api/datadog/monitors",
            "{\"name\":\"Queue is long\",\"priority\":4,\"scopes\":[\"queue:mail\"]}");
    assertThat(created.status()).isEqualTo(201);
    var moved =
        http.post(
            "/api/datadog/monitors/" + created.json().path("id").asText() + "/transitions",
            "{\"transition\":\"warn\",\"scope\":\"queue:mail\"}");
    assertThat(moved.status()).isEqualTo(201);
    assertThat(moved.json().path("title").asText())
        .isEqualTo("[P4] [Warn on {queue:mail}] Queue is long");
    assertThat(moved.json().path("status").asText()).isEqualTo("Warn");
    assertThat(moved.json().path("cycleKey")).isEqualTo(moved.json().path("id"));
  }

  @Test
  void person_in_datadog_changes_an_incident() {
    var declared = http.post("/api/datadog/incidents", "{\"title\":\"By hand\"}").json();
    var path = "/api/datadog/incidents/" + declared.path("id").asText();
    var changed = http.send("PATCH", path, "{\"state\":\"stable\",\"severity\":\"SEV-2\"}").json();
    assertThat(changed.path("state").asText()).isEqualTo("stable");
    assertThat(changed.path("modifiedBy").asText()).isEqualTo("Dana");
    assertThat(http.get("/api/datadog/incidents?limit=1").json().get(0)).isEqualTo(changed);
  }

  @Test
  void switches_keep_what_is_not_named() {
    http.send("PUT", "/api/switches", "{\"failEvery\":100000}");
    var after = http.send("PUT", "/api/switches", "{\"mailRefuseWith\":550}").json();
    assertThat(after.path("failEvery").asInt()).isEqualTo(100000);
    assertThat(after.path("mailRefuseWith").asInt()).isEqualTo(550);
    assertThat(http.send("DELETE", "/api/switches", null).json().path("failEvery").asInt())
        .isZero();
  }

  @Test
  void webhook_shows_which_template_it_has() {
    var put = http.send("PUT", "/api/datadog/webhook", "{\"template\":\"datadog\"}").json();
    assertThat(put.path("payload").asText()).startsWith("{\"body\": \"$EVENT_MSG\"");
    assertThat(put.path("template").asText()).isEqualTo("datadog");
    var own = http.send("PUT", "/api/datadog/webhook", "{\"payload\":\"{}\"}").json();
    assertThat(own.path("template").isNull()).isTrue();
    assertThat(http.send("PUT", "/api/datadog/webhook", "{\"template\":\"taskcall\"}").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST|/api/datadog/monitors/8248529/transitions|{\"transition\":\"Exploded\"}|400",
        "POST|/api/datadog/monitors/8248529/transitions|not json|400",
        "POST|/api/datadog/monitors/1/transitions|{\"transition\":\"Triggered\"}|404",
        "POST|/api/datadog/monitors|{\"name\":\"x\",\"priority\":9}|400",
        "POST|/api/datadog/monitors|{\"name\":\"x\",\"type\":\"tea leaves\"}|400",
        "POST|/api/datadog/incidents|{}|400",
        "PATCH|/api/datadog/incidents/00000000-0000-0000-0000-000000000001|{\"state\":\"stable\"}|404",
        "POST|/api/datadog/incidents|{\"title\":\"x\",\"state\":\"acknowledged\"}|400",
        "PUT|/api/switches|{\"failEvery\":-1}|400",
        "PUT|/api/switches|{\"mailRefuseWith\":250}|400",
        "PUT|/api/switches|{\"noSuchSwitch\":true}|400",
        "PUT|/api/datadog/webhook|{\"encodeAs\":\"xml\"}|400",
        "GET|/api/nothing||404",
      })
  void refusals_say_why_as_problems(String method, String path, String body, int status) {
    var answer = http.send(method, path, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    assertThat(answer.json().path("detail").asText()).isNotBlank();
  }

  @Test
  void unknown_call_under_datadogs_name_is_answered_as_datadog_would() {
    var answer = http.get("/datadog/api/v2/nothing");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text()).isEqualTo("{\"errors\":[\"Not found\"]}");
  }
}
