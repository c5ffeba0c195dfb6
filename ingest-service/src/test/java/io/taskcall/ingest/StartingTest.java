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
import io.taskcall.embedded.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Until the integrations have been read, nobody is told that there is none with their key. */
@QuarkusTest
@WithTestResource(StartingTest.NoKafkaYet.class)
class StartingTest {
  /** A port at which the broker will be. */
  public static final class NoKafkaYet implements QuarkusTestResourceLifecycleManager {
    private static final int PORT = Ports.free();

    @Override
    public Map<String, String> start() {
      return Map.of("kafka.bootstrap.servers", "127.0.0.1:" + PORT);
    }

    @Override
    public void stop() {
      // The broker belongs to the test.
    }
  }

  private static final String KEY = Doorbell.newKey();
  private static final String DOOR = "/integrations/datadog/v1/" + KEY;

  @TestHTTPResource("/")
  URI url;

  @Test
  void every_door_says_503_until_the_integrations_are_known(@TempDir Path directory) {
    try (var bell = new Doorbell(url, "127.0.0.1:" + NoKafkaYet.PORT)) {
      for (var door :
          new String[] {
            DOOR, "/integrations/alertmanager/v1/" + KEY, "/integrations/events/v2/" + KEY
          }) {
        var answer = bell.post(door, "{\"title\":\"early\"}");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("content-type"))
            .contains("application/problem+json");
        assertThat(answer.headers().firstValue("retry-after")).hasValue("5");
        assertThat(answer.body()).contains("\"title\":\"Starting\"");
      }
      var enqueued = bell.post("/v2/enqueue", "{\"routing_key\":\"" + KEY + "\"}");
      assertThat(enqueued.statusCode()).isEqualTo(503);
      assertThat(enqueued.body()).contains("\"status\":\"unavailable\"");
      assertThat(bell.get("/q/health/ready").statusCode()).isEqualTo(503);

      try (var kafka = LocalKafka.start(directory, NoKafkaYet.PORT)) {
        bell.publish(Doorbell.saved(KEY, Tool.DATADOG, State.CONNECTED, KEY));
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> bell.post(DOOR, "{\"title\":\"now\"}").statusCode() == 202);
        assertThat(bell.get("/q/health/ready").statusCode()).isEqualTo(200);
        assertThat(kafka.pid()).isPositive();
      }
    }
  }
}
