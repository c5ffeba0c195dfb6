package io.taskcall.quickstart;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The API of what runs here, as the demo organization's owner. */
final class OwnApi {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http;
  private final Map<String, String> run;

  OwnApi(HttpClient http) {
    this.http = http;
    this.run = EnvFile.read(Settings.of(System.getenv()).runEnv());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path).build(), BodyHandlers.ofString());
  }

  HttpResponse<String> put(String path, Path file) throws IOException, InterruptedException {
    var request =
        request(path)
            .header("Content-Type", "application/yaml")
            .PUT(BodyPublishers.ofFile(file))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    var url = run.get(RunEnv.URL);
    var token = run.get(Secrets.TOKEN);
    if (url == null || token == null) {
      throw new StartFailed("TaskCall is still starting; try again in a moment");
    }
    return HttpRequest.newBuilder(URI.create(url + path))
        .header("Authorization", "Bearer " + token)
        .timeout(PATIENCE);
  }
}
