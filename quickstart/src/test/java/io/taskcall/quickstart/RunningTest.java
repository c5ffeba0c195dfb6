package io.taskcall.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningTest {
  @TempDir Path data;

  @Test
  void a_second_quickstart_keeps_off_a_folder_in_use() {
    var running = Running.begin(data);

    assertThatThrownBy(() -> Running.begin(data)).isInstanceOf(Exception.class);
    assertThat(Running.isRunning(data)).isTrue();

    running.endOnce(() -> {});
    assertThat(Running.isRunning(data)).isFalse();
  }

  @Test
  void a_part_that_was_started_again_takes_the_place_of_the_one_before() throws Exception {
    var running = Running.begin(data);
    var before = new Sleeper();
    var after = new Sleeper();

    running.remember(before);
    running.remember(after);

    assertThat(Running.noted(data))
        .extracting(Running.Noted::pid)
        .containsExactly(ProcessHandle.current().pid(), after.process().pid());
    running.endOnce(() -> {});
    before.stop();
    after.stop();
  }

  @Test
  void what_a_killed_quickstart_left_behind_is_ended_even_if_it_hangs() throws Exception {
    var hanging = new Sleeper();
    var killed = Running.begin(data);
    killed.remember(hanging);
    var note = Files.readString(data.resolve("processes"));
    killed.endOnce(() -> {});
    Files.writeString(data.resolve("processes"), note.replaceFirst("(?m)^taskcall.*\n", ""));
    new ProcessBuilder("kill", "-STOP", Long.toString(hanging.process().pid())).start().waitFor();

    Running.begin(data).endOnce(() -> {});

    assertThat(hanging.process().isAlive()).isFalse();
  }

  @Test
  void a_part_can_be_noted_while_everything_is_stopped() throws Exception {
    var running = Running.begin(data);
    var part = new Sleeper();

    running.endOnce(() ->
        CompletableFuture.runAsync(() -> running.remember(part))
            .orTimeout(10, TimeUnit.SECONDS)
            .join());

    assertThat(Running.noted(data)).isEmpty();
    part.stop();
  }

  @Test
  void a_data_folder_that_is_none_is_named() throws Exception {
    var file = Files.writeString(data.resolve("file"), "");

    assertThatThrownBy(() -> Running.begin(file))
        .isInstanceOf(StartFailed.class)
        .hasMessageContaining(file.toString());
  }

  /** A part that does nothing. */
  private static final class Sleeper implements Part {
    private final Process process;

    Sleeper() throws IOException {
      process = new ProcessBuilder("sleep", "600").start();
    }

    @Override
    public String name() {
      return "sleeper";
    }

    @Override
    public void start() {
      throw new IllegalStateException("it was started when it was made");
    }

    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public ProcessHandle process() {
      return process.toHandle();
    }

    @Override
    public void stop() {
      process.destroyForcibly();
    }
  }
}
