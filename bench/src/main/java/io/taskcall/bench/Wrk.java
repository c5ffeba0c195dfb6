package io.taskcall.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * What one run of {@code wrk} saw: it posts the same body over and over, each connection as soon as
 * its last post is answered.
 *
 * @param processorShare how much of one processor it used itself; near 1 it would be the brake
 */
record Wrk(
    double accepted, double refused, double seconds, double p99Millis, double processorShare) {
  private static final int CONNECTIONS = 64;
  private static final long LOOK_EVERY_MILLIS = 50;
  private static final Pattern ANSWERED =
      Pattern.compile("(\\d+) requests in ([0-9.]+)(ms|s|m)\\b");
  private static final Pattern REFUSED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
  private static final Pattern P99 = Pattern.compile("\\b99%\\s+([0-9.]+)(us|ms|s|m)\\b");

  static Wrk post(String url, String body, int seconds) throws IOException, InterruptedException {
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
      return run(command);
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(script);
    }
  }

  double perSecond() {
    return accepted / seconds;
  }

  private static Wrk run(List<String> command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var used = Duration.ZERO;
    do {
      used = process.info().totalCpuDuration().orElse(used);
    } while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS));
    var report = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.exitValue() != 0) {
      throw new IOException("wrk failed: " + report);
    }
    return of(report, used);
  }

  private static Wrk of(String report, Duration used) throws IOException {
    var answered = ANSWERED.matcher(report);
    if (!answered.find()) {
      throw new IOException("wrk said something else than usual: " + report);
    }
    double seconds =
        Double.parseDouble(answered.group(2)) * millis(answered.group(3)) / millis("s");
    double refused = number(REFUSED, report).orElse(0);
    double accepted = Double.parseDouble(answered.group(1)) - refused;
    var p99 = P99.matcher(report);
    double p99Millis = p99.find() ? Double.parseDouble(p99.group(1)) * millis(p99.group(2)) : 0;
    return new Wrk(accepted, refused, seconds, p99Millis, used.toMillis() / millis("s") / seconds);
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
      case "s" -> 1_000;
      case "m" -> 60_000;
      default -> throw new IllegalArgumentException("wrk never wrote " + unit);
    };
  }
}
