package io.taskcall.embedded;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Points a {@code @QuarkusTest} to the test run's broker. */
public final class KafkaForTests implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    return Map.of("kafka.bootstrap.servers", Infra.kafka());
  }

  @Override
  public void stop() {
    // The broker serves the whole test run and ends with it.
  }
}
