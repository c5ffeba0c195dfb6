package io.taskcall.bench;

import io.taskcall.embedded.Ports;
import io.taskcall.embedded.Trees;
import io.taskcall.quickstart.Installation;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How long {@code ./taskcall up} takes until the first page lies in the mailbox, on an empty data
 * folder and on one that was used before, and how much memory all processes then occupy.
 */
public final class FootprintBench {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final double KIB_PER_MIB = 1024;

  private FootprintBench() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    var results = new Results("footprint");
    var data = Files.createTempDirectory("taskcall-footprint");
    try {
      measure(results, "first start", data.resolve("data"));
      measure(results, "second start", data.resolve("data"));
    } finally {
      Trees.delete(data);
    }
    results.write();
    System.exit(0);
  }

  private static void measure(Results results, String which, Path data)
      throws IOException, InterruptedException {
    var environment = new HashMap<String, String>();
    environment.put("TASKCALL_ROOT", Results.root().toString());
    environment.put("TASKCALL_DATA", data.toString());
    environment.put("TASKCALL_PORT", Integer.toString(Ports.free()));
    environment.put("TASKCALL_SANDBOX_PORT", Integer.toString(Ports.free()));
    environment.put("TASKCALL_KAFKA_PORT", Integer.toString(Ports.free()));
    long begun = System.nanoTime();
    var up = up(environment);
    try (var http = HttpClient.newHttpClient()) {
      Waiting.until(
          "it is up", PATIENCE, () -> !up.isAlive() || Files.exists(data.resolve("run.env")));
      try (var taskcall = Installation.findOrStart(environment, Results::say)) {
        results.add(which + ": up after", seconds(begun), "s");
        page(http, taskcall);
        results.add(which + ": first page after", seconds(begun), "s");
        results.add(which + ": resident", taskcall.residentKib() / KIB_PER_MIB, "MB");
      }
    } finally {
      up.destroy();
      if (!up.waitFor(60, TimeUnit.SECONDS)) {
        up.destroyForcibly();
      }
    }
  }

  private static void page(HttpClient http, Installation taskcall) {
    var mailbox = new Mailbox(http, taskcall.sandboxUrl());
    var run = "footprint " + System.currentTimeMillis();
    var sent = OpenLoop.send(http, taskcall.integrationUrl(), run, 1, 1);
    if (sent.accepted() != 1) {
      throw new IllegalStateException("the webhook was refused");
    }
    Waiting.until("the page arrives", PATIENCE, () -> !mailbox.arrivals(run).isEmpty());
  }

  private static Process up(Map<String, String> environment) throws IOException {
    var builder = new ProcessBuilder(Results.root().resolve("taskcall").toString(), "up");
    builder.environment().putAll(environment);
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static double seconds(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }
}
