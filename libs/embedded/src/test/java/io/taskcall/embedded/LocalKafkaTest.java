package io.taskcall.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalKafkaTest {
  @ParameterizedTest
  @ValueSource(strings = {"kafka", Starter.ODD_NAME})
  void broker_starts_in_any_folder_and_ends_when_its_starter_is_killed(
      String name, @TempDir Path directory) throws Exception {
    var starter = Starter.ofBroker(directory, name);
    try (var said = starter.inputReader()) {
      var broker = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
      assertThat(broker.isAlive()).isTrue();
      starter.destroyForcibly();
      assertThat(broker.onExit().get(60, TimeUnit.SECONDS).isAlive()).isFalse();
    }
  }
}
