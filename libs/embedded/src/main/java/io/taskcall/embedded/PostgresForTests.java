package io.taskcall.embedded;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Points a {@code @QuarkusTest} to an empty database of the test run's server. */
public final class PostgresForTests implements QuarkusTestResourceLifecycleManager {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  @Override
  public Map<String, String> start() {
    var database = Infra.database("test_" + DATABASES.incrementAndGet());
    return Map.of(
        "quarkus.datasource.jdbc.url", database.jdbcUrl(),
        "quarkus.datasource.reactive.url", database.reactiveUrl(),
        "quarkus.datasource.username", database.user(),
        "quarkus.datasource.password", database.password());
  }

  @Override
  public void stop() {
    // The server serves the whole test run and ends with it.
  }
}
