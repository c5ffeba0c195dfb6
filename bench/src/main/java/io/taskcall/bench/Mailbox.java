package io.taskcall.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The sandbox's mailbox, seen by the numbers that a bench puts into its alerts' titles. */
final class Mailbox {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http;
  private final URI uri;

  Mailbox(HttpClient http, String sandboxUrl) {
    this.http = http;
    this.uri = URI.create(sandboxUrl + "/api/mailbox");
  }

  /** How many mails it holds, read or not, whoever they are for. */
  long count() {
    try {
      return JSON.readTree(get(URI.create(uri + "/count"))).path("mails").asLong();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void clear() {
    send(HttpRequest.newBuilder(uri).DELETE().build());
  }

  /**
   * When the first mail about each numbered alert arrived, in microseconds since 1970.
   *
   * @param run what stands before the number in the titles
   */
  Map<Long, Long> arrivals(String run) {
    var numbered = Pattern.compile(Pattern.quote(run) + " #(\\d+)");
    var arrivals = new HashMap<Long, Long>();
    try {
      for (var mail : JSON.readTree(get(uri))) {
        var number = numbered.matcher(mail.path("subject").asText());
        if (number.find()) {
          arrivals.merge(
              Long.parseLong(number.group(1)), mail.path("receivedAtMicros").asLong(), Math::min);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return arrivals;
  }

  private byte[] get(URI uri) {
    return send(HttpRequest.newBuilder(uri).build());
  }

  private byte[] send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofByteArray()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
