package io.taskcall.bench.faults;

import io.taskcall.codec.EventCodec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The incidents as the API lists them. */
final class Incidents {
  private final String list;
  private final String token;

  Incidents(Product product) {
    this.list = product.setting("TASKCALL_URL") + "/api/v1/incidents?limit=200&cursor=";
    this.token = product.setting("TASKCALL_TOKEN");
  }

  /** How many incidents there are of each title. */
  Map<String, Integer> titles() throws IOException, InterruptedException {
    var titles = new HashMap<String, Integer>();
    try (var http = HttpClient.newHttpClient()) {
      for (String cursor = ""; !cursor.equals("null"); ) {
        var request =
            HttpRequest.newBuilder(URI.create(list + cursor))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token)
                .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
          throw new IOException("the list of incidents answers " + answer.statusCode());
        }
        var part = EventCodec.mapper().readTree(answer.body());
        for (var incident : part.path("items")) {
          titles.merge(incident.path("title").asText(), 1, Integer::sum);
        }
        cursor = part.path("next").asText("null");
      }
    }
    return titles;
  }
}
