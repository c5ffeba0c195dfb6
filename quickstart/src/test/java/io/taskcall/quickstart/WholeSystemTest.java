package io.taskcall.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.taskcall.embedded.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plays the whole demo on real processes, and kills what runs them. */
class WholeSystemTest {
  private static final Path ROOT = Path.of(System.getProperty("taskcall.root"));
  private static final Duration STORY = Duration.ofMinutes(4);
  private static final Duration SOON = Duration.ofSeconds(90);

  @TempDir Path folder;
  private Path data;

  @BeforeEach
  void services_are_packaged() {
    data = folder.resolve("data");
    assumeTrue(
        Files.exists(ROOT.resolve("oncall-service/target/quarkus-app/quarkus-run.jar")),
        "the services are not packaged; mvn verify packages them before this test, mvn test does not");
  }

  @Test
  void the_demo_ends_well_and_leaves_no_process_behind() throws Exception {
    var log = Path.of("target/demo.log");
    var demo = start("Demo", log);
    try {
      assertThat(demo.waitFor(STORY.toSeconds(), TimeUnit.SECONDS)).as("the demo ended").isTrue();
      assertThat(Files.readString(log)).contains("All as it should be");
      assertThat(demo.exitValue()).isZero();
      assertThat(Running.noted(data)).isEmpty();
    } finally {
      demo.destroyForcibly();
    }
  }

  @Test
  void nothing_outlives_a_killed_supervisor_for_longer_than_until_the_next_up() throws Exception {
    var log = Path.of("target/killed.log");
    var up = start("Up", log);
    try {
      await().atMost(STORY).until(() -> !up.isAlive() || Files.exists(data.resolve("run.env")));
      assertThat(up.isAlive()).as("it came up: " + Files.readString(log)).isTrue();
      assertThat(Running.noted(data)).hasSizeGreaterThanOrEqualTo(9);
      front_door_leads_to_whoever_documents_a_path();
      var killed = noted("oncall");
      killed.destroyForcibly();
      var hanging =
          await()
              .ignoreExceptions()
              .atMost(SOON)
              .until(() -> noted("oncall"), now -> now.pid() != killed.pid());
      signal("-STOP", hanging);
      var parts = Running.noted(data);

      up.destroyForcibly();

      await()
          .atMost(SOON)
          .untilAsserted(() ->
              assertThat(parts)
                  .filteredOn(part -> part.alive().isPresent())
                  .extracting(Running.Noted::name)
                  .containsExactly("oncall"));

      var next = start("Up", Path.of("target/next.log"));
      try {
        await().atMost(SOON).until(() -> !hanging.isAlive());
      } finally {
        next.destroy();
        assertThat(next.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
      }
      assertThat(Running.noted(data)).noneMatch(part -> part.alive().isPresent());
    } finally {
      up.destroyForcibly();
    }
  }

  /** What a service documents is of no use if the front door asks another one for it. */
  private void front_door_leads_to_whoever_documents_a_path() throws Exception {
    var settings = Settings.of(Map.of("TASKCALL_DATA", data.toString()));
    var services = new Services(settings, Secrets.in(data), 5432, new ServicePorts());
    var routes = Routes.to(services);
    var running = EnvFile.read(data.resolve("services.env"));
    try (var http = HttpClient.newHttpClient()) {
      for (var service : List.of(services.dedup, services.oncall, services.auth, services.sync)) {
        var openapi = URI.create(running.get(service.name()) + "/q/openapi?format=json");
        var answer =
            http.send(
                HttpRequest.newBuilder(openapi).build(), HttpResponse.BodyHandlers.ofString());
        var paths = new ArrayList<String>();
        new JsonMapper()
            .readTree(answer.body())
            .path("paths")
            .fieldNames()
            .forEachRemaining(paths::add);
        assertThat(paths).as(service.name()).isNotEmpty();
        for (var path : paths) {
          if (!path.startsWith("/internal/") && !path.equals("/")) {
            assertThat(routes.to(path)).as(path).contains(service.port());
          }
        }
      }
    }
  }

  /** The process that stands for a part now. */
  private ProcessHandle noted(String name) {
    return Running.noted(data).stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .flatMap(Running.Noted::alive)
        .orElseThrow();
  }

  private static void signal(String which, ProcessHandle process) throws Exception {
    var kill = new ProcessBuilder("kill", which, Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  private Process start(String main, Path log) throws IOException {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "io.taskcall.quickstart." + main);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(log.toFile());
    builder.environment().put("TASKCALL_ROOT", ROOT.toString());
    builder.environment().put("TASKCALL_DATA", data.toString());
    builder.environment().put(Settings.PORT, Integer.toString(Ports.free()));
    builder.environment().put(Settings.SANDBOX_PORT, Integer.toString(Ports.free()));
    builder.environment().put(Settings.KAFKA_PORT, Integer.toString(Ports.free()));
    return builder.start();
  }
}
