package io.taskcall.quickstart;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** {@code ./taskcall send FILE}: posts a payload as the demo organization's Datadog would. */
final class Send {
  private Send() {}

  public static void main(String[] args) throws InterruptedException {
    var target = EnvFile.read(Settings.of(System.getenv()).runEnv()).get(RunEnv.INTEGRATION_URL);
    if (target == null) {
      System.err.println(
          "taskcall: nothing runs that could take it; ./taskcall up starts TaskCall");
      System.exit(1);
      return;
    }
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(target))
              .header("Content-Type", "application/json; charset=utf-8")
              .timeout(Duration.ofSeconds(15))
              .POST(BodyPublishers.ofFile(Path.of(args[0])))
              .build();
      var answer = http.send(request, BodyHandlers.ofString());
      System.out.println(answer.statusCode() + " " + answer.body());
      System.exit(answer.statusCode() == 202 ? 0 : 1);
    } catch (IOException e) {
      System.err.println("taskcall: cannot send it: " + e);
      System.exit(1);
    }
  }
}
