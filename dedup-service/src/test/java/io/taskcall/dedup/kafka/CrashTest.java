package io.taskcall.dedup.kafka;

import static io.taskcall.dedup.domain.Sample.cycle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskcall.contracts.AlertChange;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.Level;
import io.taskcall.dedup.domain.Sample;
import io.taskcall.embedded.LocalKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process dies the hard way; what others are told is as if it had not. */
class CrashTest {
  private static final int ALERTS = 10_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path directory;
  private LocalKafka kafka;
  private BrokerClient broker;
  private Process service;

  @BeforeEach
  void start() throws IOException {
    kafka = LocalKafka.start(directory.resolve("kafka"), 0);
    broker = new BrokerClient(kafka.bootstrapServers());
    startService("first");
  }

  @AfterEach
  void stop() {
    service.destroyForcibly();
    broker.close();
    kafka.kill();
  }

  @Test
  void killed_amid_ten_thousand_alerts_it_tells_each_opening_and_each_end_once() throws Exception {
    for (int n = 0; n < ALERTS; n++) {
      broker.send(fired(n, 0));
      broker.send(fired(n, 1));
    }
    awaitTold(AlertChange.Opened.class, ALERTS / 4);
    kill();
    startService("first");
    awaitTold(AlertChange.Opened.class, ALERTS / 2);
    kill();
    startService("second, which has to restore from the changelog");
    for (int n = 0; n < ALERTS; n += 2) {
      broker.send(fired(n, 0));
      broker.send(fired(n, 2));
      broker.send(now(Sample.recovered(name(n), 3, cycle(1))));
    }
    broker.flush();
    awaitTold(AlertChange.Opened.class, ALERTS);
    awaitTold(AlertChange.Recovered.class, ALERTS / 2);

    Map<String, AlertChange.Opened> openings = new HashMap<>();
    Map<String, AlertChange.Recovered> ends = new HashMap<>();
    for (var change : broker.heard()) {
      switch (change) {
        case AlertChange.Opened opened ->
            assertThat(openings.put(opened.key(), opened)).as("told before").isNull();
        case AlertChange.Recovered recovered -> {
          assertThat(ends.put(recovered.key(), recovered)).as("told before").isNull();
          assertThat(recovered.count()).isEqualTo(3);
          assertThat(recovered.opening()).isEqualTo(openings.get(recovered.key()).opening());
        }
        case AlertChange.Repeated repeated -> assertThat(repeated.count()).isBetween(2, 3);
        case AlertChange other -> throw new AssertionError("nobody expected " + other);
      }
    }
    assertThat(openings).hasSize(ALERTS);
    assertThat(ends).hasSize(ALERTS / 2);
  }

  @Test
  void broker_that_is_gone_for_a_while_costs_nothing_but_delay() throws Exception {
    broker.send(fired(1, 0));
    awaitTold(AlertChange.Opened.class, 1);
    kafka.kill();
    kafka.restart();
    broker.send(fired(2, 0));
    broker.send(now(Sample.recovered(name(1), 3, cycle(1))));
    awaitTold(AlertChange.Opened.class, 2);
    awaitTold(AlertChange.Recovered.class, 1);
    assertThat(service.isAlive()).isTrue();
  }

  private static AlertEvent fired(int n, int second) {
    return now(Sample.fired(name(n), second, cycle(1), Level.ALERT, null));
  }

  /** Or it would be taken to be over by now. */
  private static AlertEvent now(AlertEvent event) {
    return Sample.receivedAt(Instant.now(), event);
  }

  private static String name(int n) {
    return "alert-" + n;
  }

  private void startService(String state) throws IOException {
    service =
        DedupProcess.start(
            kafka.bootstrapServers(),
            directory.resolve(state),
            Path.of("target/crash-test.log").toFile());
  }

  private void kill() throws InterruptedException {
    service.destroyForcibly();
    assertThat(service.waitFor()).isNotZero();
  }

  private void awaitTold(Class<? extends AlertChange> kind, int times) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> broker.heard().stream().filter(kind::isInstance).count() >= times);
  }
}
