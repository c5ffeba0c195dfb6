package io.taskcall.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceLogTest {
  private static final String FAILED =
      """
      2026-11-24 03:29:35 INFO  [io.quarkus] (main) something
      2026-11-24 03:29:35 ERROR [io.quarkus.runtime.Application] (main) Failed to start application: java.lang.RuntimeException: Failed to start quarkus
      \tat io.quarkus.runner.ApplicationImpl.doStart(Unknown Source)
      Caused by: java.lang.IllegalStateException: cannot use the setup file demo.yaml: %s
      \tat io.taskcall.oncall.setup.Wanted.in(Wanted.java:70)
      Caused by: io.taskcall.oncall.setup.Mistake: less than that
      """;

  @TempDir Path folder;
  private Path file;
  private ServiceLog log;

  @BeforeEach
  void start() {
    file = folder.resolve("oncall.log");
    log = new ServiceLog(file);
  }

  @Test
  void run_that_failed_says_why_in_its_own_words() throws IOException {
    log.begin();
    Files.writeString(file, FAILED.formatted("wait: is not a valid Duration: 5m"));
    assertThat(log.whyItDidNotStart())
        .contains("cannot use the setup file demo.yaml: wait: is not a valid Duration: 5m");
  }

  @Test
  void what_an_earlier_run_said_is_not_this_one_s() throws IOException {
    Files.writeString(file, FAILED.formatted("the earlier mistake"));
    log.begin();
    assertThat(log.whyItDidNotStart()).isEmpty();
    Files.writeString(file, FAILED.formatted("the later mistake"), StandardOpenOption.APPEND);
    assertThat(log.whyItDidNotStart())
        .hasValueSatisfying(why -> assertThat(why).endsWith("later mistake"));
  }

  @Test
  void run_that_was_killed_says_nothing() throws IOException {
    log.begin();
    Files.writeString(file, "2026-11-24 03:29:35 INFO  [io.quarkus] (main) something\n");
    assertThat(log.whyItDidNotStart()).isEmpty();
  }
}
