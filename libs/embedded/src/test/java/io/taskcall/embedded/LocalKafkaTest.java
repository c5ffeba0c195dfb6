package io.taskcall.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKafkaTest {
  @Test
  void broker_ends_when_its_starter_is_killed(@TempDir Path directory) throws Exception {
    var starter =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Starter.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var said = starter.inputReader()) {
      var broker = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
      assertThat(broker.isAlive()).isTrue();
      starter.destroyForcibly();
      assertThat(broker.onExit().get(60, TimeUnit.SECONDS).isAlive()).isFalse();
    }
  }

  /** Starts a broker, says its process id and stays. */
  static final class Starter {
    private Starter() {}

    public static void main(String[] args) throws IOException {
      System.out.println(LocalKafka.start(Path.of(args[0]), 0).pid());
      System.out.flush();
      if (System.in.read() < 0) {
        System.exit(1);
      }
    }
  }
}
