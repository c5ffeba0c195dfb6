package io.taskcall.sandbox.chat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskcall.sandbox.SandboxConfig;
import io.taskcall.sandbox.domain.chat.Post;
import io.taskcall.sandbox.domain.chat.SlackSignature;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** What happens when somebody presses a button in Slack: its app is told, with a signature. */
@ApplicationScoped
public class SlackButtons {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final ObjectMapper json;
  private final SandboxConfig.Slack slack;

  SlackButtons(ObjectMapper json, SandboxConfig config) {
    this.json = json;
    this.slack = config.slack();
  }

  /** What the app answered. */
  public record Pressed(int status, String answer) {}

  public Pressed press(Post post, Post.Button button) {
    var url =
        slack
            .interactionUrl()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "Buttons do nothing: SANDBOX_SLACK_INTERACTION_URL is not set."));
    var payload = json.createObjectNode().put("type", "block_actions");
    payload.putObject("user").put("id", "U0SANDBOX").put("username", "dana");
    payload.putObject("channel").put("id", post.place());
    payload.putObject("container").put("message_ts", post.id());
    payload
        .putArray("actions")
        .addObject()
        .put("type", "button")
        .put("action_id", button.id())
        .put("value", button.value());
    var body = "payload=" + URLEncoder.encode(payload.toString(), StandardCharsets.UTF_8);
    var now = Instant.now().getEpochSecond();
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(PATIENCE)
            .header("User-Agent", "Slackbot 1.0")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("X-Slack-Request-Timestamp", Long.toString(now))
            .header("X-Slack-Signature", new SlackSignature(slack.signingSecret()).of(now, body))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return new Pressed(answer.statusCode(), answer.body());
    } catch (IOException failed) {
      return new Pressed(0, url + " does not answer: " + failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Pressed(0, "stopped");
    }
  }
}
