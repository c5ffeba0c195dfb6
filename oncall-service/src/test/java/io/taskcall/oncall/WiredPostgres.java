package io.taskcall.oncall;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.taskcall.embedded.Infra;
import java.net.URI;
import java.util.Map;

/** A database at the end of a {@link Wire}, of which the service soon has enough. */
public final class WiredPostgres implements QuarkusTestResourceLifecycleManager {
  private static Wire wire;

  static Wire wire() {
    return wire;
  }

  @Override
  public Map<String, String> start() {
    var database = Infra.database("wired");
    var at = URI.create(database.reactiveUrl());
    wire = new Wire(at.getHost(), at.getPort());
    return Map.of(
        "quarkus.datasource.jdbc.url", database.jdbcUrl(),
        "quarkus.datasource.reactive.url", "postgresql://127.0.0.1:" + wire.port() + at.getPath(),
        "quarkus.datasource.username", database.user(),
        "quarkus.datasource.password", database.password(),
        "oncall.database.patience", "1s");
  }

  @Override
  public void stop() {
    wire.close();
  }
}
