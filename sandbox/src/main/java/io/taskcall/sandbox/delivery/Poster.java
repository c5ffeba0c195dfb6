package io.taskcall.sandbox.delivery;

import io.taskcall.sandbox.SandboxConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/** Posts a webhook once, looking like Datadog: its headers, and no signature. */
@ApplicationScoped
class Poster {
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private final CustomHeaders customHeaders;
  private final Duration timeout;

  Poster(SandboxConfig config, CustomHeaders customHeaders) {
    this.customHeaders = customHeaders;
    timeout = config.webhook().timeout();
  }

  Attempt post(Delivery.Request what, Instant at) {
    var started = System.nanoTime();
    try {
      var answer = client.send(request(what), HttpResponse.BodyHandlers.discarding());
      return new Attempt(at, answer.statusCode(), "", millisSince(started));
    } catch (IOException | RuntimeException failed) {
      return new Attempt(at, 0, failed.toString(), millisSince(started));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Attempt(at, 0, "stopped", millisSince(started));
    }
  }

  private HttpRequest request(Delivery.Request what) {
    var url = URI.create(what.url());
    var trace = Long.toUnsignedString(ThreadLocalRandom.current().nextLong());
    var parent = Long.toUnsignedString(ThreadLocalRandom.current().nextLong());
    var request =
        HttpRequest.newBuilder(withoutUser(url))
            .timeout(timeout)
            .header("User-Agent", "python-requests/2.32.3")
            .header("Accept", "*/*")
            .header("Accept-Encoding", "gzip, deflate")
            .header("Content-Type", what.contentType())
            .header("x-datadog-trace-id", trace)
            .header("x-datadog-parent-id", parent)
            .header("traceparent", traceparent(trace, parent))
            .POST(HttpRequest.BodyPublishers.ofString(what.body()));
    var user = url.getUserInfo();
    if (user != null) {
      var basic = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
      request.header("Authorization", "Basic " + basic);
    }
    customHeaders.read(what.headers()).forEach(request::setHeader);
    return request.build();
  }

  private static String traceparent(String trace, String parent) {
    return String.format(
        "00-%032x-%016x-01", Long.parseUnsignedLong(trace), Long.parseUnsignedLong(parent));
  }

  /** Java's client takes no user in a URL. */
  private static URI withoutUser(URI url) {
    return url.getRawUserInfo() == null
        ? url
        : URI.create(url.toString().replace(url.getRawUserInfo() + "@", ""));
  }

  private static long millisSince(long started) {
    return Duration.ofNanos(System.nanoTime() - started).toMillis();
  }
}
