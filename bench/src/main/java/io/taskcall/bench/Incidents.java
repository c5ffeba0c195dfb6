package io.taskcall.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.taskcall.quickstart.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The incidents of the demo organization, as its API tells them. */
final class Incidents {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http;
  private final String token;
  private final String list;
  private final String unresolved;

  Incidents(HttpClient http, Installation taskcall) {
    this.http = http;
    var ongoing = taskcall.url() + "/api/v1/incidents?status=open&status=acknowledged";
    this.token = taskcall.token();
    this.list = ongoing + "&limit=200&cursor=";
    this.unresolved = ongoing + "&limit=1";
  }

  /**
   * The numbers of the incidents that go on, by the numbers of their alerts.
   *
   * @param run what stands before the number in the alerts' titles
   */
  Map<Long, Long> numbers(String run) {
    var numbered = Pattern.compile(Pattern.quote(run) + " #(\\d+)");
    var numbers = new HashMap<Long, Long>();
    for (String cursor = ""; !cursor.equals("null"); ) {
      var part = get(list + cursor);
      for (var incident : part.path("items")) {
        var alert = numbered.matcher(incident.path("title").asText());
        if (alert.find()) {
          numbers.put(Long.parseLong(alert.group(1)), incident.path("number").asLong());
        }
      }
      cursor = part.path("next").asText("null");
    }
    return numbers;
  }

  /** Whether every incident is over. */
  boolean noneUnresolved() {
    return get(unresolved).path("items").isEmpty();
  }

  private JsonNode get(String from) {
    var request =
        HttpRequest.newBuilder(URI.create(from)).header("Authorization", "Bearer " + token).build();
    try {
      var answer = http.send(request, BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("the list of incidents answered " + answer.statusCode());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
