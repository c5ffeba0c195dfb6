package io.taskcall.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The broker and the database that tests run on: each is started once per test run, on first use.
 * {@code -Dinfra=containers} takes container images instead of processes of this machine.
 */
public final class Infra {
  private static final String KAFKA_IMAGE = "apache/kafka-native:4.1.1";
  private static final String POSTGRES_IMAGE = "postgres:18-alpine";

  private Infra() {}

  /** The broker's address, {@code host:port}; it has TaskCall's topics. */
  public static String kafka() {
    return Broker.ADDRESS;
  }

  /** Where a database is, once made. */
  public record Database(String jdbcUrl, String reactiveUrl, String user, String password) {}

  /** Makes an empty database. */
  public static Database database(String name) {
    return DatabaseServer.make(name);
  }

  private static boolean containers() {
    var infra = System.getProperty("infra", "embedded");
    return switch (infra) {
      case "embedded" -> false;
      case "containers" -> {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
          throw new IllegalStateException(
              "-Dinfra=containers needs a container engine and none answers; leave it out to run on"
                  + " processes of this machine");
        }
        yield true;
      }
      default -> throw new IllegalStateException("-Dinfra is embedded or containers, was " + infra);
    };
  }

  private static Path temporary(String name) {
    try {
      return Files.createTempDirectory("taskcall-" + name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void atExit(Runnable stop) {
    Runtime.getRuntime().addShutdownHook(new Thread(stop));
  }

  private static final class Broker {
    static final String ADDRESS = start();

    private static String start() {
      if (containers()) {
        var container = new KafkaContainer(KAFKA_IMAGE);
        container.start();
        try {
          io.taskcall.codec.TopicSetup.createMissing(container.getBootstrapServers(), (short) 1);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("interrupted while topics were created", e);
        }
        return container.getBootstrapServers();
      }
      var directory = temporary("kafka");
      var kafka = LocalKafka.start(directory, 0);
      atExit(() -> {
        kafka.kill();
        Trees.delete(directory);
      });
      return kafka.bootstrapServers();
    }
  }

  private static final class DatabaseServer {
    private static final boolean IN_CONTAINER = containers();
    private static final PostgreSQLContainer CONTAINER =
        IN_CONTAINER ? startContainer() : new PostgreSQLContainer(POSTGRES_IMAGE);
    private static final java.util.Optional<LocalPostgres> LOCAL =
        IN_CONTAINER ? java.util.Optional.empty() : java.util.Optional.of(startLocal());

    static Database make(String name) {
      return LOCAL
          .map(server -> {
            server.createDatabase(name);
            return new Database(
                server.jdbcUrl(name), server.reactiveUrl(name), LocalPostgres.USER, "");
          })
          .orElseGet(() -> makeInContainer(name));
    }

    private static Database makeInContainer(String name) {
      try {
        var made = CONTAINER.execInContainer("createdb", "-U", CONTAINER.getUsername(), name);
        if (made.getExitCode() != 0) {
          throw new IllegalStateException("cannot create " + name + ": " + made.getStderr());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while a database was created", e);
      }
      var at = CONTAINER.getHost() + ":" + CONTAINER.getMappedPort(5432) + "/" + name;
      return new Database(
          "jdbc:postgresql://" + at,
          "postgresql://" + at,
          CONTAINER.getUsername(),
          CONTAINER.getPassword());
    }

    private static PostgreSQLContainer startContainer() {
      var container = new PostgreSQLContainer(POSTGRES_IMAGE);
      container.start();
      return container;
    }

    private static LocalPostgres startLocal() {
      var directory = temporary("postgres");
      var server = LocalPostgres.start(directory.resolve("data"), 0);
      atExit(() -> {
        server.kill();
        Trees.delete(directory);
      });
      return server;
    }
  }
}
