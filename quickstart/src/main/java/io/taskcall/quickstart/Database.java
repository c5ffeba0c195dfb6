package io.taskcall.quickstart;

import io.taskcall.embedded.LocalPostgres;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL server with a database for each service that has one. */
final class Database implements Part {
  private final Path directory;
  private final int port;
  private final List<String> names;
  private volatile @Nullable LocalPostgres server;

  Database(Path directory, int port, List<String> names) {
    this.directory = directory;
    this.port = port;
    this.names = List.copyOf(names);
  }

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public void start() {
    var before = server;
    if (before != null) {
      before.restart();
      return;
    }
    var fresh = LocalPostgres.start(directory, port);
    names.forEach(fresh::createDatabase);
    server = fresh;
  }

  @Override
  public boolean ready() {
    return server != null;
  }

  @Override
  public ProcessHandle process() {
    return Processes.running(started().pid());
  }

  @Override
  public void stop() {
    started().close();
  }

  private LocalPostgres started() {
    var running = server;
    if (running == null) {
      throw new IllegalStateException("PostgreSQL was not started");
    }
    return running;
  }
}
