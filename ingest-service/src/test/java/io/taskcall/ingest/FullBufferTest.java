package io.taskcall.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskcall.contracts.IntegrationEvent.State;
import io.taskcall.contracts.IntegrationEvent.Tool;
import io.taskcall.embedded.LocalKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A broker that hangs: what fits into the producer's memory waits for it, the rest hears at once.
 */
@QuarkusTest
@WithTestResource(FullBufferTest.SmallBuffer.class)
class FullBufferTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int BUFFER_BYTES = 400_000;
  private static final int POSTS = 6;

  /** Not JSON; as a dead letter, in Base64, two of them fit into the buffer and three don't. */
  private static final String BODY = "{" + "x".repeat(110_000);

  /** A broker that no other test misses, and room for little that it has yet to take. */
  public static final class SmallBuffer implements QuarkusTestResourceLifecycleManager {
    private static LocalKafka kafka;

    @Override
    public Map<String, String> start() {
      try {
        kafka = LocalKafka.start(Files.createTempDirectory("ingest-buffer"), 0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return Map.of(
          "kafka.bootstrap.servers",
          kafka.bootstrapServers(),
          "ingest.producer.buffer-bytes",
          Integer.toString(BUFFER_BYTES),
          "ingest.stored-within",
          "60s");
    }

    @Override
    public void stop() {
      kafka.kill();
    }
  }

  @TestHTTPResource("/")
  URI url;

  @Test
  void what_finds_no_room_for_the_broker_hears_503_at_once_and_what_does_is_stored()
      throws Exception {
    var key = Doorbell.newKey();
    var door = "/integrations/datadog/v1/" + key;
    try (var bell = new Doorbell(url, SmallBuffer.kafka.bootstrapServers());
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      bell.publish(Doorbell.saved(key, Tool.DATADOG, State.CONNECTED, key));
      await().atMost(SOON).until(() -> bell.post(door, "{").statusCode() == 400);

      signal("-STOP");
      var posts =
          IntStream.range(0, POSTS)
              .mapToObj(number -> callers.submit(() -> bell.post(door, BODY + number).statusCode()))
              .toList();
      await().atMost(SOON).until(() -> posts.stream().filter(Future::isDone).count() == POSTS - 2);
      assertThat(posts.stream().filter(Future::isDone).map(Future::resultNow)).containsOnly(503);

      signal("-CONT");
      await().atMost(SOON).until(() -> posts.stream().allMatch(Future::isDone));
      assertThat(posts.stream().map(Future::resultNow))
          .as("stored as dead letters, since nothing in them is understood")
          .filteredOn(status -> status == 400)
          .hasSize(2);
      assertThat(bell.post(door, BODY).statusCode()).as("there is room again").isEqualTo(400);
    }
  }

  private static void signal(String which) throws IOException, InterruptedException {
    var pid = Long.toString(SmallBuffer.kafka.pid());
    assertThat(new ProcessBuilder("kill", which, pid).start().waitFor()).isZero();
  }
}
