package io.taskcall.sandbox.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.taskcall.sandbox.Http;
import io.taskcall.sandbox.Receiver;
import io.taskcall.sandbox.Sandbox;
import io.taskcall.sandbox.domain.chat.SlackSignature;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RoomsTest.WithTaskCall.class)
class RoomsTest {
  private static final Receiver TASKCALL = new Receiver();
  private static final String MESSAGE =
      """
      {"channel": "U0ANA", "text": "Disk full", "blocks": [{"type": "actions", "elements": [
        {"type": "button", "action_id": "acknowledge", "value": "token",
         "text": {"type": "plain_text", "text": "Acknowledge"}}]}],
       "metadata": {"event_type": "page", "event_payload": {"page": "1"}}}
      """;

  /** Buttons go to the one that plays TaskCall. */
  public static class WithTaskCall implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("sandbox.slack.interaction-url", TASKCALL.url());
    }
  }

  @TestHTTPResource("/")
  URI uri;

  private Sandbox sandbox;
  private Http http;
  private Http slack;

  @BeforeEach
  void connect() {
    sandbox = Sandbox.at(uri);
    http = sandbox.http();
    slack = http.withToken("xoxb-sandbox-token");
    TASKCALL.hooks().clear();
  }

  @AfterAll
  static void close() {
    TASKCALL.close();
  }

  @Test
  void message_is_shown_and_found_again_by_its_metadata() {
    var posted = slack.post("/slack/api/chat.postMessage", MESSAGE).json();
    assertThat(posted.path("ok").asBoolean()).isTrue();
    assertThat(http.get("/api/slack?place=U0ANA").json().get(0).path("text").asText())
        .isEqualTo("Disk full");
    var history = slack.get("/slack/api/conversations.history?channel=U0ANA&oldest=1").json();
    assertThat(history.path("messages").get(0).path("metadata").path("event_payload")).isNotEmpty();
    assertThat(history.path("messages").get(0).path("ts")).isEqualTo(posted.path("ts"));
  }

  @Test
  void button_that_is_pressed_is_told_with_a_signature() {
    var id = slack.post("/slack/api/chat.postMessage", MESSAGE).json().path("ts").asText();
    var path = "/api/slack/" + id + "/press";
    assertThat(http.post(path, "{\"button\":\"acknowledge\"}").json().path("status").asInt())
        .isEqualTo(202);
    var hook = TASKCALL.hooks().getFirst();
    var at = Long.parseLong(hook.header("X-slack-request-timestamp"));
    assertThat(hook.header("X-slack-signature"))
        .isEqualTo(new SlackSignature("sandbox-slack-secret").of(at, hook.body()));
    assertThat(http.post(path, "{\"button\":\"dance\"}").status()).isEqualTo(400);
  }

  @Test
  void stranger_and_unknown_channel_are_refused_as_slack_does() {
    assertThat(http.post("/slack/api/chat.postMessage", MESSAGE).text()).contains("invalid_auth");
    assertThat(slack.post("/slack/api/chat.postMessage", "{\"channel\":\"#x\"}").text())
        .contains("channel_not_found");
  }

  @Test
  void card_in_teams_is_shown_with_its_links() {
    var card =
        """
        {"type": "message", "attachments": [{"content": {"type": "AdaptiveCard",
          "body": [{"type": "TextBlock", "text": "Disk full"}],
          "actions": [{"type": "Action.OpenUrl", "title": "Answer", "url": "http://x/"}]}}]}
        """;
    assertThat(http.post("/teams/webhook/ops", card).text()).isEqualTo("1");
    var shown = http.get("/api/teams").json().get(0);
    assertThat(shown.path("place").asText()).isEqualTo("ops");
    assertThat(shown.path("buttons").get(0).path("value").asText()).isEqualTo("http://x/");
    assertThat(http.post("/teams/webhook/ops", "{}").status()).isEqualTo(400);
  }

  @Test
  void webhook_is_kept_with_its_signature() {
    var signed = new Http(http.base(), Map.of("X-TaskCall-Signature", "v1=abc"));
    assertThat(signed.post("/hooks/ana", "{\"headline\":\"Disk full\"}").status()).isEqualTo(202);
    var shown = http.get("/api/hooks").json().get(0);
    assertThat(shown.path("text").asText()).isEqualTo("Disk full");
    assertThat(shown.path("headers").path("x-taskcall-signature").asText()).isEqualTo("v1=abc");
    sandbox.set("hookRefuseWith", 410);
    assertThat(signed.post("/hooks/ana", "{}").status()).isEqualTo(410);
  }
}
