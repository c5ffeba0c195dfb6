package io.taskcall.quickstart;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a service how it is. */
final class Health {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private Health() {}

  /** Whether the service at that URL can do its work now. */
  static boolean isReady(HttpClient http, String url) {
    var health = URI.create(url + "/q/health/ready");
    var request = HttpRequest.newBuilder(health).timeout(PATIENCE).build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // it does not listen, or not now
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
