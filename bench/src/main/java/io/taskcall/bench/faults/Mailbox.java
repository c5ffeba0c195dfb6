package io.taskcall.bench.faults;

import io.taskcall.codec.EventCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The sandbox's mailbox. */
final class Mailbox {
  private final String sandbox;

  Mailbox(Product product) {
    this.sandbox = product.setting("TASKCALL_SANDBOX_URL");
  }

  /**
   * A mail.
   *
   * @param copies how often it came, under the same Message-ID
   */
  record Mail(String to, String subject, int copies) {}

  /** All mails by their Message-ID. */
  Map<String, Mail> all() throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var answer =
          http.send(
              HttpRequest.newBuilder(URI.create(sandbox + "/api/mailbox"))
                  .timeout(Duration.ofSeconds(60))
                  .build(),
              HttpResponse.BodyHandlers.ofInputStream());
      var mails = new HashMap<String, Mail>();
      try (var body = answer.body()) {
        for (var mail : EventCodec.mapper().readTree(body)) {
          mails.put(
              idOf(mail.path("messageId").asText()),
              new Mail(
                  mail.path("to").asText(),
                  mail.path("subject").asText(),
                  mail.path("copies").asInt(1)));
        }
      }
      return mails;
    }
  }

  /** How many different mails there are. */
  long count() {
    try (var http = HttpClient.newHttpClient()) {
      var answer =
          http.send(
              HttpRequest.newBuilder(URI.create(sandbox + "/api/mailbox/count"))
                  .timeout(Duration.ofSeconds(60))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      return EventCodec.mapper().readTree(answer.body()).path("mails").asLong();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** A Message-ID without its angle brackets. */
  static String idOf(String header) {
    return header.replaceAll("[<>]", "");
  }
}
