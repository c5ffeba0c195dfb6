package io.taskcall.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir Path data;

  @Test
  void what_is_not_set_has_its_usual_value() {
    var settings = Settings.of(Map.of("TASKCALL_ROOT", "/house"));

    assertThat(settings.url()).isEqualTo("http://localhost:8080");
    assertThat(settings.data()).isEqualTo(Path.of("/house/.taskcall"));
  }

  @Test
  void what_runs_is_found_where_it_runs_whatever_the_environment_says_now() {
    EnvFile.write(
        data.resolve("run.env"),
        Map.of("TASKCALL_URL", "http://localhost:18080", "TASKCALL_KAFKA", "localhost:19092"));
    var settings = Settings.of(Map.of("TASKCALL_DATA", data.toString())).ofWhatRuns();

    assertThat(settings.url()).isEqualTo("http://localhost:18080");
    assertThat(settings.kafka()).isEqualTo("localhost:19092");
    assertThat(settings.sandboxUrl()).isEqualTo("http://localhost:8090");
  }

  @Test
  void a_port_that_is_no_number_is_refused_by_its_name() {
    assertThatThrownBy(() -> Settings.of(Map.of("TASKCALL_PORT", "web")))
        .isInstanceOf(StartFailed.class)
        .hasMessageContaining("TASKCALL_PORT");
  }

  @Test
  void how_long_what_keeps_ending_waits_can_be_set_and_must_be_a_time() {
    assertThat(Settings.of(Map.of("TASKCALL_RESTART_LONGEST", "PT2S")).restartLongest())
        .isEqualTo(Duration.ofSeconds(2));
    assertThatThrownBy(() -> Settings.of(Map.of("TASKCALL_RESTART_LONGEST", "2 s")))
        .isInstanceOf(StartFailed.class)
        .hasMessageContaining("TASKCALL_RESTART_LONGEST");
    assertThatThrownBy(() -> Settings.of(Map.of("TASKCALL_RESTART_LONGEST", "PT0S")))
        .isInstanceOf(StartFailed.class)
        .hasMessageContaining("TASKCALL_RESTART_LONGEST");
  }

  @Test
  void a_taken_port_is_named_with_the_setting_that_moves_it() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = new PublicPort("the front door", taken.getLocalPort(), Settings.PORT);

      assertThatThrownBy(() -> port.requireFree("127.0.0.1"))
          .isInstanceOf(StartFailed.class)
          .hasMessageContaining("port " + taken.getLocalPort())
          .hasMessageContaining("set TASKCALL_PORT");
    }
  }

  @Test
  void secrets_are_made_once_and_only_their_owner_can_read_them() throws Exception {
    var first = Secrets.in(data);

    assertThat(Secrets.in(data).get(Secrets.TOKEN)).isEqualTo(first.get(Secrets.TOKEN));
    assertThat(first.get(Secrets.TOKEN)).matches("tc_[A-Za-z0-9_-]{43}");
    assertThat(first.get(Secrets.DATADOG_KEY)).matches("[0-9a-f]{32}");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("secrets.env"))))
        .isEqualTo("rw-------");
  }

  @Test
  void patience_doubles_with_each_failure_up_to_half_a_minute() {
    var backOff = BackOff.first(Duration.ofSeconds(30));
    for (int failure = 0; failure < 10; failure++) {
      backOff = backOff.after(Duration.ofSeconds(1));
    }

    assertThat(backOff.delay()).isEqualTo(Duration.ofSeconds(30));
    assertThat(backOff.after(Duration.ofMinutes(5)))
        .isEqualTo(BackOff.first(Duration.ofSeconds(30)));
  }
}
