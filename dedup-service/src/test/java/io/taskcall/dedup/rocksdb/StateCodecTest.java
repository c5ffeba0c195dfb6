package io.taskcall.dedup.rocksdb;

import static io.taskcall.dedup.domain.Sample.NOON;
import static io.taskcall.dedup.domain.Sample.RULES;
import static io.taskcall.dedup.domain.Sample.acknowledged;
import static io.taskcall.dedup.domain.Sample.cycle;
import static io.taskcall.dedup.domain.Sample.fired;
import static io.taskcall.dedup.domain.Sample.recovered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.Priority;
import io.taskcall.dedup.domain.AlertState;
import io.taskcall.dedup.domain.Dedup;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StateCodecTest {
  @Test
  void firing_alert_reads_as_it_was_written() {
    assertReadsAsWritten(
        List.of(
            fired(0, cycle(1), Level.WARN, Priority.P2),
            acknowledged(1, cycle(1)),
            fired(2, cycle(1))));
  }

  @Test
  void cycles_with_names_and_without_read_as_they_were_written() {
    assertReadsAsWritten(List.of(fired(0, "fire-🔥"), recovered(1, "fire-🔥"), fired(2, null)));
    assertReadsAsWritten(List.of(fired(0, "18446744073709551615"), fired(1, "007")));
  }

  @Test
  void flapping_alert_with_more_than_is_remembered_reads_as_it_was_written() {
    var events = new java.util.ArrayList<AlertEvent>();
    for (int i = 0; i < 20; i++) {
      events.add(fired(i * 10L, cycle(i)));
      events.add(recovered(i * 10L + 5, cycle(i)));
    }
    assertReadsAsWritten(events);
  }

  @Test
  void alert_that_just_opened_takes_less_than_two_hundred_bytes() {
    assertThat(StateCodec.write(after(List.of(fired(0, cycle(1)))), NOON)).hasSizeLessThan(200);
  }

  @Test
  void state_of_a_newer_version_is_refused() {
    var bytes = StateCodec.write(after(List.of(fired(0, cycle(1)))), NOON);
    bytes[0] = 99;
    assertThatThrownBy(() -> StateCodec.read(fired(0, null).alert().fingerprint(), bytes))
        .hasMessageContaining("newer version");
  }

  private static void assertReadsAsWritten(List<AlertEvent> events) {
    var state = after(events);
    var read =
        StateCodec.read(state.ref().fingerprint(), StateCodec.write(state, NOON.plusSeconds(7)));
    assertThat(read).isEqualTo(new StateCodec.Stored(state, NOON.plusSeconds(7)));
  }

  private static AlertState after(List<AlertEvent> events) {
    var dedup = new Dedup(RULES);
    Optional<AlertState> state = Optional.empty();
    for (var event : events) {
      state = dedup.judge(state, event).next();
    }
    return state.orElseThrow();
  }
}
