package io.taskcall.bench;

import io.taskcall.quickstart.Installation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * How many webhooks a second are accepted, safely stored, over 64 connections; beside it, in the
 * same run, how many posts Prometheus Alertmanager accepts in memory, if it is installed. The load
 * comes from {@code wrk} and shares the machine.
 */
public final class IngestBench {
  private static final int CONNECTIONS = 64;
  private static final int WARM_UP_SECONDS = 10;
  private static final int SECONDS = 20;
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final Pattern REFUSED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
  private static final Pattern P99 = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)");

  private IngestBench() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (Commands.find("wrk").isEmpty()) {
      System.err.println("bench ingest needs wrk (apt-get install wrk)");
      System.exit(1);
    }
    var results = new Results("ingest");
    try (var taskcall = Installation.findOrStart(System.getenv(), Results::say)) {
      var doors = taskcall.integrationUrl();
      var past = taskcall.serviceUrl("ingest") + doors.substring(taskcall.url().length());
      var webhook = Payload.triggered(1, "Ingest bench", System.currentTimeMillis());
      results.add("body, bytes", webhook.getBytes(StandardCharsets.UTF_8).length, "");
      double own = measure(results, "webhooks accepted durably, at ingest", past, webhook);
      measure(results, "webhooks accepted durably, by the front door", doors, webhook);
      var alertmanager = alertmanager(results);
      alertmanager.ifPresent(rate -> {
        results.add("Alertmanager, accepted in memory", rate, "/s");
        results.add("ratio", own / rate, "");
      });
      if (alertmanager.isEmpty()) {
        System.out.println("  (prometheus-alertmanager is not installed: no comparison)");
      }
    }
    results.write();
    System.exit(0);
  }

  private static OptionalDouble alertmanager(Results results)
      throws IOException, InterruptedException {
    Optional<Path> command = Commands.find("prometheus-alertmanager");
    if (command.isEmpty()) {
      return OptionalDouble.empty();
    }
    try (var running = Alertmanager.start(command.get())) {
      return OptionalDouble.of(
          measure(results, "posts to Alertmanager", running.alertsUrl(), Alertmanager.alert()));
    }
  }

  private static double measure(Results results, String what, String url, String body)
      throws IOException, InterruptedException {
    wrk(url, body, WARM_UP_SECONDS);
    var report = wrk(url, body, SECONDS);
    double rate = number(RATE, report).orElseThrow();
    double refused = number(REFUSED, report).orElse(0) / SECONDS;
    results.add(what, rate - refused, "/s");
    results.add(what + ": refused", refused, "/s");
    var p99 = P99.matcher(report);
    if (p99.find()) {
      results.add(what + ": p99", Double.parseDouble(p99.group(1)) * millis(p99.group(2)), "ms");
    }
    return rate - refused;
  }

  private static String wrk(String url, String body, int seconds)
      throws IOException, InterruptedException {
    var file = Files.createTempFile("webhook", ".json");
    var script = Files.createTempFile("post", ".lua");
    try {
      Files.writeString(file, body);
      Files.writeString(
          script,
          """
          wrk.method = "POST"
          local f = io.open("%s", "rb")
          wrk.body = f:read("*all")
          f:close()
          wrk.headers["Content-Type"] = "application/json"
          """
              .formatted(file));
      var command = new ArrayList<>(List.of("wrk", "-t", "1", "-c", "" + CONNECTIONS));
      command.addAll(List.of("-d", seconds + "s", "--latency", "-s", script.toString(), url));
      return Commands.run(command);
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(script);
    }
  }

  private static OptionalDouble number(Pattern pattern, String text) {
    var matcher = pattern.matcher(text);
    return matcher.find()
        ? OptionalDouble.of(Double.parseDouble(matcher.group(1)))
        : OptionalDouble.empty();
  }

  private static double millis(String unit) {
    return switch (unit.toLowerCase(Locale.ROOT)) {
      case "us" -> 0.001;
      case "ms" -> 1;
      case "s" -> 1000;
      default -> throw new IllegalArgumentException("wrk never wrote " + unit);
    };
  }
}
