package io.taskcall.sandbox.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskcall.sandbox.Http;
import io.taskcall.sandbox.Receiver;
import io.taskcall.sandbox.Sandbox;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WebhooksTest {
  @TestHTTPResource("/")
  URI uri;

  private final Receiver taskcall = new Receiver();
  private Sandbox sandbox;

  @BeforeEach
  void connect() {
    sandbox = Sandbox.at(uri);
    sandbox.sendWebhooksTo(taskcall.url());
  }

  @AfterEach
  void disconnect() {
    taskcall.close();
  }

  @Test
  void life_of_an_alert_is_told_with_one_cycle_key() {
    var first = sandbox.move(Sandbox.CPU, "Triggered", "host:cycle-1").path("id").asText();
    sandbox.move(Sandbox.CPU, "Re-Triggered", "host:cycle-1");
    sandbox.move(Sandbox.CPU, "Renotify", "host:cycle-1");
    sandbox.move(Sandbox.CPU, "Recovered", "host:cycle-1");
    var second = sandbox.move(Sandbox.CPU, "Triggered", "host:cycle-1").path("id").asText();
    await().until(() -> taskcall.hooks().size() == 5);

    assertThat(taskcall.hooks())
        .extracting(hook -> hook.json().at("/alert/transition").asText())
        .containsExactly("Triggered", "Re-Triggered", "Renotify", "Recovered", "Triggered");
    assertThat(taskcall.hooks())
        .extracting(hook -> hook.json().at("/alert/cycle_key").asText())
        .containsExactly(first, first, first, first, second);
    assertThat(taskcall.hooks().get(2).json().path("title").asText())
        .isEqualTo("[P1] [Re-Triggered on {host:cycle-1}] CPU is high");
  }

  @Test
  void webhook_looks_like_datadogs_and_bears_no_signature() {
    var id = sandbox.move(Sandbox.CPU, "Triggered", "host:looks").path("id").asText();
    assertThat(sandbox.delivered(id).path("outcome").asText()).isEqualTo("DELIVERED");
    var hook = taskcall.hooks().getFirst();
    assertThat(hook.header("User-agent")).startsWith("python-requests/2.");
    assertThat(hook.header("Content-type")).isEqualTo("application/json; charset=utf-8");
    assertThat(hook.header("Accept-encoding")).isEqualTo("gzip, deflate");
    assertThat(hook.header("X-datadog-trace-id")).matches("\\d+");
    assertThat(hook.header("Traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    assertThat(hook.headers().keySet())
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("signature"));
    assertThat(hook.body()).isASCII().contains("\\ud83d\\udea8");
  }

  @Test
  void failures_of_ours_are_tried_again_and_order_is_kept() {
    taskcall.answering(500, 503, 202);
    sandbox.move(Sandbox.CPU, "Triggered", "host:order");
    var last = sandbox.move(Sandbox.CPU, "Recovered", "host:order").path("id").asText();
    sandbox.delivered(last);
    assertThat(taskcall.hooks())
        .extracting(hook -> hook.json().at("/alert/transition").asText())
        .containsExactly("Triggered", "Triggered", "Triggered", "Recovered");
  }

  @Test
  void five_retries_then_datadog_gives_up() {
    taskcall.answering(500, 500, 500, 500, 500, 500, 500);
    var id = sandbox.move(Sandbox.CPU, "Triggered", "host:gives-up").path("id").asText();
    var delivery = sandbox.delivered(id);
    assertThat(delivery.path("outcome").asText()).isEqualTo("GAVE_UP");
    assertThat(delivery.path("attempts")).hasSize(6);
  }

  @Test
  void refused_webhook_is_never_tried_again() {
    taskcall.answering(404);
    var id = sandbox.move(Sandbox.CPU, "Triggered", "host:refused").path("id").asText();
    var delivery = sandbox.delivered(id);
    assertThat(delivery.path("outcome").asText()).isEqualTo("REFUSED");
    assertThat(delivery.path("attempts")).hasSize(1);
    assertThat(delivery.at("/attempts/0/status").asInt()).isEqualTo(404);
  }

  @Test
  void nobody_there_counts_as_a_failure() {
    taskcall.close();
    var id = sandbox.move(Sandbox.CPU, "Triggered", "host:nobody").path("id").asText();
    var delivery = sandbox.delivered(id);
    assertThat(delivery.path("outcome").asText()).isEqualTo("GAVE_UP");
    assertThat(delivery.at("/attempts/0/error").asText()).contains("ConnectException");
  }

  @Test
  void lost_webhooks_are_logged_and_not_sent() {
    sandbox.set("loseWebhooks", true);
    var id = sandbox.move(Sandbox.CPU, "Triggered", "host:lost").path("id").asText();
    assertThat(sandbox.delivered(id).path("outcome").asText()).isEqualTo("LOST");
    assertThat(taskcall.hooks()).isEmpty();
  }

  @Test
  void form_carries_nested_objects_as_json() {
    sandbox.http().send("PUT", "/api/datadog/webhook", "{\"encodeAs\":\"form\"}");
    var id = sandbox.move(Sandbox.CPU, "Triggered", "host:form").path("id").asText();
    sandbox.delivered(id);
    var hook = taskcall.hooks().getFirst();
    assertThat(hook.header("Content-type")).isEqualTo("application/x-www-form-urlencoded");
    assertThat(hook.body())
        .contains("id=" + id)
        .contains("alert=" + Http.encode("{\"cycle_key\":\"" + id + "\""));
  }

  @Test
  void custom_headers_and_a_password_in_the_url_are_sent() {
    sandbox.sendWebhooksTo(taskcall.url().replace("http://", "http://bob:secret@"));
    sandbox
        .http()
        .send(
            "PUT", "/api/datadog/webhook", "{\"customHeaders\":\"{\\\"X-Event\\\":\\\"$ID\\\"}\"}");
    var id = sandbox.move(Sandbox.CPU, "Triggered", "host:headers").path("id").asText();
    sandbox.delivered(id);
    var hook = taskcall.hooks().getFirst();
    assertThat(hook.header("X-event")).isEqualTo(id);
    assertThat(hook.header("Authorization")).isEqualTo("Basic Ym9iOnNlY3JldA==");
  }

  @Test
  void declared_and_changed_incidents_are_told_but_a_new_title_is_not() {
    var created =
        sandbox
            .http()
            .post("/api/datadog/incidents", "{\"title\":\"Checkout\",\"severity\":\"SEV-3\"}")
            .json();
    var path = "/api/datadog/incidents/" + created.path("id").asText();
    sandbox.http().send("PATCH", path, "{\"title\":\"Checkout is down\"}");
    sandbox.http().send("PATCH", path, "{\"severity\":\"SEV-1\"}");
    sandbox.http().send("PATCH", path, "{\"state\":\"resolved\"}");
    await().until(() -> taskcall.hooks().size() == 3);

    var changed = taskcall.hooks().get(1).json();
    assertThat(changed.path("incident_uuid")).isEqualTo(created.path("id"));
    assertThat(changed.path("incident_severity").asText()).isEqualTo("SEV-1");
    assertThat(changed.path("incident_msg").asText())
        .isEqualTo("Severity changed from SEV-3 to SEV-1.");
    assertThat(changed.path("event_type").asText()).isEqualTo("notification");
    assertThat(changed.at("/alert/id").asText()).isEmpty();
    assertThat(taskcall.hooks().get(2).json().path("incident_msg").asText())
        .isEqualTo("State changed from active to resolved.");
  }

  @Test
  void recommended_template_is_json_with_the_fields_it_adds() {
    sandbox.http().send("PUT", "/api/datadog/webhook", "{\"template\":\"recommended\"}");
    sandbox.http().post("/api/datadog/incidents", "{\"title\":\"Longer\"}");
    var id = sandbox.move(Sandbox.CPU, "Triggered", "host:longer").path("id").asText();
    sandbox.delivered(id);
    var incident = taskcall.hooks().get(0).json();
    assertThat(incident.path("incident_status").asText()).isEqualTo("active");
    assertThat(incident.at("/incident_fields/state").asText()).isEqualTo("active");
    var monitor = taskcall.hooks().get(1).json();
    assertThat(monitor.at("/alert/priority").asText()).isEqualTo("P1");
    assertThat(monitor.path("incident_fields").isNull()).isTrue();
  }

  @Test
  void test_notification_changes_no_group() {
    var answer =
        sandbox
            .http()
            .post(
                "/api/datadog/monitors/" + Sandbox.CPU + "/transitions",
                "{\"transition\":\"Triggered\",\"scope\":\"host:test\",\"test\":true}")
            .json();
    sandbox.delivered(answer.path("id").asText());
    var hook = taskcall.hooks().getFirst().json();
    assertThat(hook.path("title").asText())
        .isEqualTo("[P1] [Triggered on {host:test}] [TEST] CPU is high");
    assertThat(hook.path("body").asText()).contains("Test notification triggered by ");
    assertThat(sandbox.http().get("/api/datadog/monitors").text()).doesNotContain("host:test");
  }

  @Test
  void posted_event_that_names_the_webhook_is_sent_to_it() {
    sandbox
        .http()
        .withKeys()
        .post(
            "/datadog/api/v1/events",
            "{\"title\":\"Deploy failed\",\"text\":\"@webhook-taskcall look\",\"tags\":[\"env:prod\"]}");
    await().until(() -> taskcall.hooks().size() == 1);
    var hook = taskcall.hooks().getFirst().json();
    assertThat(List.of(hook.path("event_type").asText(), hook.path("tags").asText()))
        .containsExactly("api", "env:prod");
    assertThat(hook.at("/alert/transition").asText()).isEmpty();
  }
}
