package io.taskcall.embedded;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/**
 * A PostgreSQL server in its own processes, which end when whoever started it is gone.
 *
 * <p>It does not flush to disk, as suits tests and trying things out: what it committed survives
 * the death of any process, though not of the machine.
 */
public final class LocalPostgres implements AutoCloseable {
  /** The user, who owns everything; connections from this machine need no password. */
  public static final String USER = "postgres";

  private static final Map<String, String> SETTINGS =
      Map.of(
          "shared_buffers", "64MB",
          "max_connections", "100",
          "jit", "off",
          "max_wal_size", "512MB");

  private final Path directory;
  private final int port;
  private Postmaster server;

  private LocalPostgres(Path directory, int port, Postmaster server) {
    this.directory = directory;
    this.port = port;
    this.server = server;
  }

  /**
   * Starts a server. One that still runs on the same data is stopped first.
   *
   * @param directory where it keeps its data; survives a restart
   * @param port to listen on at localhost; 0 for a free one
   */
  public static LocalPostgres start(Path directory, int port) {
    int listen = port == 0 ? Ports.free() : port;
    return new LocalPostgres(directory, listen, Postmaster.start(directory, listen, SETTINGS));
  }

  /** Where it listens, at localhost. */
  public int port() {
    return port;
  }

  /** Creates a database unless it is there. */
  public void createDatabase(String name) {
    try (var connection = DriverManager.getConnection(jdbcUrl("postgres"), USER, "");
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
    return server.server().pid();
  }

  /** Ends the server the way a power cut does. */
  public void kill() {
    server.kill();
  }

  /** Starts it again on the same data and port. */
  public void restart() {
    server = Postmaster.start(directory, port, SETTINGS);
  }

  @Override
  public void close() {
    server.stop(directory);
  }
}
