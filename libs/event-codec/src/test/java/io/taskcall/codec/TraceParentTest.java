package io.taskcall.codec;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
  /** The example of the W3C recommendation. */
  private static final String EXAMPLE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void trace_of_a_caller_is_taken_over() {
    assertThat(TraceParent.of(EXAMPLE)).contains(new TraceParent(EXAMPLE));
  }

  @Test
  void trace_of_a_record_is_taken_over() {
    var headers = new RecordHeaders().add("traceparent", EXAMPLE.getBytes(US_ASCII));
    assertThat(TraceParent.of(headers)).contains(new TraceParent(EXAMPLE));
  }

  @Test
  void record_without_a_trace_has_none() {
    assertThat(TraceParent.of(new RecordHeaders())).isEmpty();
    assertThat(TraceParent.of(new RecordHeaders().add("traceparent", null))).isEmpty();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00F067AA0BA902B7-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\n",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more"
      })
  void trace_that_is_not_valid_is_as_good_as_none(String header) {
    assertThat(TraceParent.of(header)).isEmpty();
  }

  @Test
  void trace_that_is_not_valid_cannot_be_made() {
    assertThatThrownBy(() -> new TraceParent("00-x-y-01"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void trace_begun_or_continued_is_always_valid(
      @ForAll long a, @ForAll long b, @ForAll long c, @ForAll long d) {
    var begun = TraceParent.startingAt(new UUID(a | 1, b));
    var continued = begun.then(new UUID(c, d));
    assertThat(TraceParent.of(begun.value())).contains(begun);
    assertThat(TraceParent.of(continued.value())).contains(continued);
  }

  @Property
  void continuing_keeps_trace_and_flags_and_changes_the_span(@ForAll long a, @ForAll long b) {
    var from = new TraceParent(EXAMPLE);
    var next = from.then(new UUID(a, b));
    assertThat(next.value().substring(0, 36)).isEqualTo(EXAMPLE.substring(0, 36));
    assertThat(next.value().substring(52)).isEqualTo(EXAMPLE.substring(52));
    assertThat(next).isEqualTo(from.then(new UUID(a, b)));
  }

  @Test
  void span_of_an_event_that_cancels_itself_out_is_still_valid() {
    var nothing = new UUID(0, 0);
    assertThat(new TraceParent(EXAMPLE).then(nothing).value()).contains("-0000000000000001-");
  }

  @Test
  void same_cause_begins_the_same_trace() {
    var cause = UUID.fromString("00c979c0-943d-866e-ba41-7cb08a3ceb8f");
    assertThat(TraceParent.startingAt(cause)).isEqualTo(TraceParent.startingAt(cause));
    assertThat(TraceParent.startingAt(cause).value())
        .startsWith("00-00c979c0943d866eba417cb08a3ceb8f-");
  }
}
