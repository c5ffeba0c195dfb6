package io.taskcall.quickstart;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How one packaged Quarkus application is run here.
 *
 * @param module its folder in the repository
 * @param port where it listens, at localhost
 * @param jvm the flags that make it as small or as fast as it should be
 * @param environment what it is told
 */
record Service(
    String name, Path module, int port, List<String> jvm, Map<String, String> environment) {
  Service {
    jvm = List.copyOf(jvm);
    environment = Map.copyOf(environment);
  }

  /** Whether it talks to the other services. */
  boolean needsKafka() {
    return environment.containsKey("KAFKA_BOOTSTRAP_SERVERS");
  }

  /** Whether it keeps its state in a database. */
  boolean needsDatabase() {
    return environment.containsKey("QUARKUS_DATASOURCE_JDBC_URL");
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }
}
