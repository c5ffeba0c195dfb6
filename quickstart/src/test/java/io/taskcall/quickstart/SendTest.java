package io.taskcall.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendTest {
  private static final Path SAMPLES =
      Path.of(System.getProperty("taskcall.root"), "ingest-service", "samples");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "triggered.json, TASKCALL_INTEGRATION_URL",
    "incident-declared.json, TASKCALL_INTEGRATION_URL",
    "alertmanager.json, TASKCALL_ALERTMANAGER_URL",
    "events-v2.json, TASKCALL_EVENTS_URL"
  })
  void a_payload_goes_to_the_door_of_the_tool_that_it_looks_like(String sample, String door)
      throws Exception {
    assertThat(Send.door(SAMPLES.resolve(sample))).isEqualTo(door);
  }

  @Test
  void what_looks_like_nothing_goes_to_datadogs_door() throws Exception {
    for (var nonsense : new String[] {"", "{", "[1]", "null", "\"text\""}) {
      var file = Files.writeString(folder.resolve("nonsense"), nonsense);
      assertThat(Send.door(file)).isEqualTo("TASKCALL_INTEGRATION_URL");
    }
  }
}
