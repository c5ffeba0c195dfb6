package io.taskcall.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.IntegrationEvent.State;
import io.taskcall.contracts.IntegrationEvent.Tool;
import io.taskcall.contracts.Topic;
import io.taskcall.embedded.LocalKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A broker that dies and comes back: every 202 is kept, everything else heard 503. */
@QuarkusTest
@WithTestResource(BrokerOutageTest.OwnKafka.class)
class BrokerOutageTest {
  /** A broker that no other test misses. */
  public static final class OwnKafka implements QuarkusTestResourceLifecycleManager {
    private static LocalKafka kafka;

    @Override
    public Map<String, String> start() {
      try {
        kafka = LocalKafka.start(Files.createTempDirectory("ingest-outage"), 0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return Map.of(
          "kafka.bootstrap.servers", kafka.bootstrapServers(), "ingest.stored-within", "3s");
    }

    @Override
    public void stop() {
      kafka.kill();
    }
  }

  @TestHTTPResource("/")
  URI url;

  @Test
  void every_202_is_kept_when_the_broker_dies_and_all_else_hears_503() {
    var key = Doorbell.newKey();
    var door = "/integrations/datadog/v1/" + key;
    try (var bell = new Doorbell(url, OwnKafka.kafka.bootstrapServers())) {
      assertThat(bell.post(door, "{").statusCode()).isIn(404, 503);
      bell.publish(Doorbell.saved(key, Tool.DATADOG, State.CONNECTED, key));
      await().atMost(Duration.ofSeconds(20)).until(() -> bell.post(door, "{").statusCode() == 400);
      var accepted = new ArrayList<>(ring(bell, door, 0, 50));
      assertThat(accepted).hasSize(50);

      OwnKafka.kafka.kill();
      assertThat(ring(bell, door, 50, 53)).isEmpty();
      assertThat(bell.post(door, "{").statusCode()).isEqualTo(503);

      OwnKafka.kafka.restart();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> ring(bell, door, 53, 54).equals(List.of("alert 53")));
      accepted.addAll(ring(bell, door, 54, 100));
      assertThat(accepted).hasSize(96);

      assertThat(bell.events(Topic.ALERTS, AlertEvent.class))
          .extracting(event -> event.details().title())
          .containsAll(accepted);
    }
  }

  /** Rings with alerts of these numbers and returns the titles of those that were accepted. */
  private static List<String> ring(Doorbell bell, String door, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(number -> "alert " + number)
        .filter(title -> {
          int status =
              bell.post(door, "{\"id\":\"" + title + "\",\"title\":\"" + title + "\"}")
                  .statusCode();
          assertThat(status).isIn(202, 503);
          return status == 202;
        })
        .toList();
  }
}
