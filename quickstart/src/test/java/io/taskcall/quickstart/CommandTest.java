package io.taskcall.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ./taskcall} as far as it needs nothing that is built. */
class CommandTest {
  private static final Path COMMAND = Path.of(System.getProperty("taskcall.root"), "taskcall");
  private static final String MADE_BY_US = ".made-by-taskcall";

  @TempDir Path folder;
  private Path home;
  private Path data;

  private record Ended(int status, String output) {}

  @BeforeEach
  void somebodys_home() throws IOException {
    home = Files.createDirectories(folder.resolve("home/me"));
    data = folder.resolve("some data");
  }

  @Test
  void reset_deletes_a_folder_that_was_made_for_the_data() throws Exception {
    made(data);

    assertThat(run("reset").status()).isZero();

    assertThat(data).doesNotExist();
  }

  @Test
  void reset_keeps_a_folder_that_somebody_else_made() throws Exception {
    Files.createDirectories(data);
    Files.writeString(data.resolve("precious"), "");

    var reset = run("reset");

    assertThat(reset.status()).isOne();
    assertThat(reset.output()).contains(data + " was not made by ./taskcall");
    assertThat(data.resolve("precious")).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"home/me", "home", "home/me/../me/", "link", ""})
  void reset_keeps_the_home_and_all_that_it_is_in_whatever_is_in_there(String name)
      throws Exception {
    Files.createSymbolicLink(folder.resolve("link"), home);
    data = folder.resolve(name);
    made(data);

    var reset = run("reset");

    assertThat(reset.status()).isOne();
    assertThat(reset.output()).contains("holds more than TaskCall's data");
    assertThat(data.resolve("kept")).exists();
  }

  @Test
  void reset_keeps_the_checkout() throws Exception {
    data = Files.createDirectories(folder.resolve("checkout"));
    made(data);
    var copy = Files.copy(COMMAND, data.resolve("taskcall"));

    var reset = run(copy, "reset");

    assertThat(reset.status()).isOne();
    assertThat(copy).exists();
  }

  @Test
  void reset_of_nothing_says_so() throws Exception {
    assertThat(run("reset"))
        .isEqualTo(new Ended(0, "There is no data: " + data + " does not exist.\n"));
  }

  @Test
  void up_keeps_off_a_folder_with_other_things_in_it() throws Exception {
    Files.createDirectories(data);
    Files.writeString(data.resolve("precious"), "");

    var up = run("up");

    assertThat(up.status()).isOne();
    assertThat(up.output()).contains("set TASKCALL_DATA to a new or an empty folder");
    assertThat(data.resolve(MADE_BY_US)).doesNotExist();
  }

  @Test
  void down_ends_what_a_killed_supervisor_left_behind_and_nobody_elses_process() throws Exception {
    made(data);
    var left = sleeper(Map.of("TASKCALL_DATA", data.toString()));
    var others = sleeper(Map.of("TASKCALL_DATA", folder.resolve("other").toString()));
    Files.writeString(
        data.resolve("processes"),
        "taskcall 999999999 0\noncall %d 0\nauth %d 0\n".formatted(left.pid(), others.pid()));
    try {
      assertThat(run("status").output()).contains("oncall " + left.pid()).doesNotContain("auth");

      assertThat(run("down").output()).contains("oncall (process " + left.pid() + ")", "Stopped.");

      assertThat(left.isAlive()).isFalse();
      assertThat(others.isAlive()).isTrue();
      assertThat(run("status"))
          .isEqualTo(new Ended(1, "TaskCall does not run; ./taskcall up starts it.\n"));
      assertThat(run("down").output()).contains("nothing to stop");
    } finally {
      left.destroyForcibly();
      others.destroyForcibly();
    }
  }

  @Test
  void a_log_that_is_not_there_is_answered_with_those_that_are() throws Exception {
    Files.createDirectories(data.resolve("logs"));
    Files.writeString(data.resolve("logs/oncall.log"), "");

    assertThat(run("logs", "nonsense").output())
        .contains("there is no log of \"nonsense\"; there are: oncall kafka postgres");
  }

  @Test
  void what_is_missing_is_said_plainly() throws Exception {
    assertThat(run("send").output()).contains("which file?");
    assertThat(run("send", folder.resolve("nix").toString()).output()).contains("there is no file");
    assertThat(run("send", folder.toString()).output()).contains("there is no file");
    assertThat(run("send", COMMAND.toString()).output()).contains("nothing runs");
    assertThat(run("dead-letters", "list").output()).contains("nothing runs");
    assertThat(run("bench", "nonsense").output()).contains("there are:", "ingest", "latency");
    assertThat(run("nonsense").output()).contains("there is no command \"nonsense\"");
  }

  /** A data folder as {@code up} leaves it. */
  private static void made(Path data) throws IOException {
    Files.createDirectories(data);
    Files.writeString(data.resolve(MADE_BY_US), "");
    Files.writeString(data.resolve("kept"), "");
  }

  private static Process sleeper(Map<String, String> environment) throws IOException {
    var builder = new ProcessBuilder("sleep", "600");
    builder.environment().putAll(environment);
    return builder.start();
  }

  private Ended run(String... words) throws Exception {
    return run(COMMAND, words);
  }

  private Ended run(Path command, String... words) throws Exception {
    var line = new ArrayList<>(List.of("sh", command.toString()));
    line.addAll(List.of(words));
    var builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("HOME", home.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("TASKCALL_DATA", data.toString());
    var process = builder.start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as(output).isTrue();
    return new Ended(process.exitValue(), output);
  }
}
