package io.taskcall.quickstart;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.taskcall.codec.EventCodec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** {@code ./taskcall send FILE}: posts a payload as the demo organization's tools would. */
final class Send {
  /** No tool's payload is larger; what is goes to Datadog's door unread, to hear that it is. */
  private static final long READ_BYTES_MAX = 1 << 20;

  private Send() {}

  public static void main(String[] args) throws InterruptedException {
    var file = Path.of(args[0]);
    try (var http = HttpClient.newHttpClient()) {
      var door = door(file);
      var target = EnvFile.read(Settings.of(System.getenv()).runEnv()).get(door);
      if (target == null) {
        throw new StartFailed("TaskCall is still starting; try again in a moment");
      }
      var request =
          HttpRequest.newBuilder(URI.create(target))
              .header("Content-Type", "application/json; charset=utf-8")
              .timeout(Duration.ofSeconds(15))
              .POST(BodyPublishers.ofFile(file))
              .build();
      var answer = http.send(request, BodyHandlers.ofString());
      System.out.println(answer.statusCode() + " " + Harmless.text(answer.body()));
      System.exit(answer.statusCode() == 202 ? 0 : 1);
    } catch (StartFailed e) {
      System.err.println("taskcall: " + e.getMessage());
      System.exit(1);
    } catch (IOException e) {
      System.err.println("taskcall: cannot send it: " + e);
      System.exit(1);
    }
  }

  /** Whose door a payload is for; Datadog's if it looks like nobody else's. */
  static String door(Path file) throws IOException {
    if (Files.size(file) > READ_BYTES_MAX) {
      return RunEnv.INTEGRATION_URL;
    }
    try {
      var payload = EventCodec.mapper().readTree(Files.readAllBytes(file));
      if (payload.has("event_action")) {
        return RunEnv.EVENTS_URL;
      }
      return payload.has("receiver") && payload.path("alerts").isArray()
          ? RunEnv.ALERTMANAGER_URL
          : RunEnv.INTEGRATION_URL;
    } catch (JsonProcessingException e) {
      return RunEnv.INTEGRATION_URL; // which says what is wrong with it
    }
  }
}
