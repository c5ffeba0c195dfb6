package io.taskcall.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** A PostgreSQL server in its own processes. */
public final class LocalPostgres implements AutoCloseable {
  /** The user, who owns everything; connections from this machine need no password. */
  public static final String USER = "postgres";

  private static final Map<String, String> SETTINGS =
      Map.of(
          "shared_buffers", "64MB",
          "max_connections", "100",
          // The library's own default is off, which forgets commits when the server is killed.
          "synchronous_commit", "on",
          "jit", "off",
          "max_wal_size", "512MB");

  private final Path directory;
  private final int port;
  private EmbeddedPostgres server;

  private LocalPostgres(Path directory, int port, EmbeddedPostgres server) {
    this.directory = directory;
    this.port = port;
    this.server = server;
  }

  /**
   * Starts a server.
   *
   * @param directory where it keeps its data; survives a restart
   * @param port to listen on at localhost; 0 for a free one
   */
  public static LocalPostgres start(Path directory, int port) {
    int listen = port == 0 ? Ports.free() : port;
    return new LocalPostgres(directory, listen, launch(directory, listen));
  }

  /** Where it listens, at localhost. */
  public int port() {
    return port;
  }

  /** Creates a database unless it is there. */
  public void createDatabase(String name) {
    try (var connection = server.getPostgresDatabase().getConnection();
        var find = connection.prepareStatement("select 1 from pg_database where datname = ?");
        var create = connection.createStatement()) {
      find.setString(1, name);
      if (!find.executeQuery().next()) {
        create.execute("create database \"" + name.replace("\"", "\"\"") + "\"");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot create database " + name, e);
    }
  }

  /** The JDBC URL of a database. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://localhost:" + port + "/" + database;
  }

  /** The URL of a database for Vert.x clients. */
  public String reactiveUrl(String database) {
    return "postgresql://localhost:" + port + "/" + database;
  }

  /** The postmaster's process id. */
  public long pid() {
    try {
      return Long.parseLong(Files.readAllLines(directory.resolve("postmaster.pid")).getFirst());
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL is not running in " + directory, e);
    }
  }

  /** Ends the server the way a power cut does. */
  public void kill() {
    ProcessHandle.of(pid())
        .ifPresent(postmaster -> {
          postmaster.children().forEach(ProcessHandle::destroyForcibly);
          postmaster.destroyForcibly();
          postmaster.onExit().join();
        });
  }

  /** Starts it again on the same data and port. */
  public void restart() {
    close(); // of the server that was killed: lets go of its lock on the directory
    server = launch(directory, port);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot stop PostgreSQL", e);
    }
  }

  private static EmbeddedPostgres launch(Path directory, int port) {
    try {
      Files.createDirectories(directory.toAbsolutePath().getParent());
      var builder =
          EmbeddedPostgres.builder()
              .setDataDirectory(directory)
              .setCleanDataDirectory(false)
              .setPort(port)
              .setPGStartupWait(Duration.ofSeconds(60));
      SETTINGS.forEach(builder::setServerConfig);
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start PostgreSQL in " + directory, e);
    }
  }
}
