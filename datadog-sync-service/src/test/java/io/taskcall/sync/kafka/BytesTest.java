package io.taskcall.sync.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.codec.EventCodec;
import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.AlertRef;
import io.taskcall.contracts.Fingerprint;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.Origin;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BytesTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void a_part_is_found_at_the_beginning_in_the_middle_and_at_the_end() {
    for (var part : List.of("a", "aab", "abc", "bc", "c", "aabc")) {
      assertThat(contains("aabc", part)).as(part).isTrue();
    }
    for (var part : List.of("b ", "aac", "aabcd", "x")) {
      assertThat(contains("aabc", part)).as(part).isFalse();
    }
  }

  @Test
  void alerts_about_datadog_incidents_are_told_from_others_unread() {
    assertThat(
            Listener.isAboutDatadogIncident(
                alert(new Origin.DatadogIncident("7", null, null, null, null))))
        .isTrue();
    assertThat(
            Listener.isAboutDatadogIncident(
                alert(new Origin.DatadogMonitor("7", List.of(), null, null))))
        .isFalse();
    assertThat(Listener.isAboutDatadogIncident(null)).isFalse();
  }

  private static boolean contains(String whole, String part) {
    return Bytes.contains(whole.getBytes(UTF_8), part.getBytes(UTF_8));
  }

  private static byte[] alert(Origin origin) {
    var id = new UUID(1, 1);
    return EventCodec.write(
        new AlertEvent.Fired(
            id,
            new AlertRef(Fingerprint.of(id, id, "x"), id, id, id),
            NOON,
            NOON,
            null,
            null,
            Level.ALERT,
            new AlertDetails(origin, "Slow", null, null, List.of(), null, null, null, false)));
  }
}
