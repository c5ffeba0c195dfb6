package io.taskcall.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPostgresTest {
  @Test
  void killed_database_keeps_what_it_committed(@TempDir Path directory) throws Exception {
    try (var server = LocalPostgres.start(directory.resolve("data"), 0)) {
      server.createDatabase("kept");
      write(server);
      server.kill();
      server.restart();
      assertThat(read(server)).isEqualTo(42);
    }
  }

  @Test
  void stopped_database_keeps_what_it_committed(@TempDir Path directory) throws Exception {
    var data = directory.resolve("data");
    try (var server = LocalPostgres.start(data, 0)) {
      server.createDatabase("kept");
      write(server);
    }
    try (var server = LocalPostgres.start(data, 0)) {
      assertThat(read(server)).isEqualTo(42);
    }
  }

  @Test
  void start_stops_a_server_that_still_runs_on_the_same_data(@TempDir Path directory)
      throws Exception {
    var data = directory.resolve("data");
    try (var old = LocalPostgres.start(data, 0)) {
      old.createDatabase("kept");
      write(old);
      var oldProcess = ProcessHandle.of(old.pid()).orElseThrow();
      try (var server = LocalPostgres.start(data, 0)) {
        assertThat(oldProcess.isAlive()).isFalse();
        assertThat(read(server)).isEqualTo(42);
      }
    }
  }

  @Test
  void pid_file_whose_number_belongs_to_another_program_is_passed_over(@TempDir Path directory)
      throws Exception {
    var data = directory.resolve("data");
    List<String> pidFile;
    try (var server = LocalPostgres.start(data, 0)) {
      server.createDatabase("kept");
      write(server);
      pidFile = Files.readAllLines(data.resolve("postmaster.pid"));
    }
    pidFile.set(0, Long.toString(ProcessHandle.current().pid()));
    Files.write(data.resolve("postmaster.pid"), pidFile);
    try (var server = LocalPostgres.start(data, 0)) {
      assertThat(read(server)).isEqualTo(42);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"data", Starter.ODD_NAME})
  void server_starts_in_any_folder_and_ends_when_its_starter_is_killed(
      String name, @TempDir Path directory) throws Exception {
    var starter = Starter.ofDatabase(directory, name);
    try (var said = starter.inputReader()) {
      var postmaster = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
      assertThat(postmaster.isAlive()).isTrue();
      starter.destroyForcibly();
      assertThat(postmaster.onExit().get(20, TimeUnit.SECONDS).isAlive()).isFalse();
    }
  }

  private static void write(LocalPostgres server) throws SQLException {
    try (var connection =
            DriverManager.getConnection(server.jdbcUrl("kept"), LocalPostgres.USER, "");
        var statement = connection.createStatement()) {
      statement.execute("create table t as select 42 as answer");
    }
  }

  private static int read(LocalPostgres server) throws SQLException {
    try (var connection =
            DriverManager.getConnection(server.jdbcUrl("kept"), LocalPostgres.USER, "");
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select answer from t")) {
      assertThat(rows.next()).isTrue();
      return rows.getInt(1);
    }
  }
}
