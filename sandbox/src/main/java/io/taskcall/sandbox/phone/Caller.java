package io.taskcall.sandbox.phone;

import io.taskcall.sandbox.SandboxConfig;
import io.taskcall.sandbox.domain.phone.TwilioSignature;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SortedMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Posts forms to whoever uses the phone company, signed as it signs them. */
@ApplicationScoped
class Caller {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private final TwilioSignature signature;

  Caller(SandboxConfig config) {
    signature = new TwilioSignature(config.phone().authToken());
  }

  /**
   * Posts a form and gives back what was answered.
   *
   * @throws CallFailed if there was no good answer
   */
  String post(String url, SortedMap<String, String> form) {
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(PATIENCE)
            .header("User-Agent", "TwilioProxy/1.1")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("X-Twilio-Signature", signature.of(url, form))
            .POST(HttpRequest.BodyPublishers.ofString(encoded(form)))
            .build();
    try {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new CallFailed(url + " answered " + answer.statusCode());
      }
      return answer.body();
    } catch (IOException failed) {
      throw new CallFailed(url + " does not answer: " + failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CallFailed("stopped");
    }
  }

  /** Nobody answered as they should. */
  static final class CallFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    CallFailed(String message) {
      super(message);
    }
  }

  private static String encoded(SortedMap<String, String> form) {
    return form.entrySet().stream()
        .map(field ->
            field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
