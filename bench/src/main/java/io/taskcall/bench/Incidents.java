package io.taskcall.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.taskcall.quickstart.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** The incidents of the demo organization, as its API tells them. */
final class Incidents {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http;
  private final HttpRequest unresolved;

  Incidents(HttpClient http, Installation taskcall) {
    this.http = http;
    this.unresolved =
        HttpRequest.newBuilder(
                URI.create(
                    taskcall.url() + "/api/v1/incidents?status=open&status=acknowledged&limit=1"))
            .header("Authorization", "Bearer " + taskcall.token())
            .build();
  }

  /** Whether every incident is over. */
  boolean noneUnresolved() {
    try {
      var answer = http.send(unresolved, BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("the list of incidents answered " + answer.statusCode());
      }
      return JSON.readTree(answer.body()).path("items").isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
