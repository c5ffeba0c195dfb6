package io.taskcall.ingest.domain;

import static io.taskcall.ingest.domain.Arrivals.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  @ParameterizedTest
  @CsvSource({
    "1787300000, 2026-08-21T08:13:20Z",
    "1787300000.75, 2026-08-21T08:13:20Z",
    "1787300000123, 2026-08-21T08:13:20.123Z",
    "1787300000123456, 2026-08-21T08:13:20.123Z",
    "1787300000123456789, 2026-08-21T08:13:20.123Z",
    "2026-08-21T08:13:20.5Z, 2026-08-21T08:13:20.5Z",
    "2026-08-21T10:13:20+02:00, 2026-08-21T08:13:20Z"
  })
  void a_time_is_read_by_its_size_or_form(String text, Instant at) {
    assertThat(Times.plausible(text, NOON)).isEqualTo(at);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "yesterday",
        "1e999999999",
        "9999999999999999999",
        "99999999999999999999999",
        "0001-01-01T00:00:00Z",
        "2026-13-45T00:00:00Z",
        "{}",
        "NaN"
      })
  void what_cannot_be_a_time_is_the_time_of_receipt(String text) {
    assertThat(Times.plausible(text, NOON)).isEqualTo(NOON);
  }

  @Test
  void a_clock_may_be_a_little_ahead_and_not_more() {
    var ahead = NOON.plus(Times.AHEAD_MAX);
    assertThat(Times.plausible(ahead.toString(), NOON)).isEqualTo(ahead);
    assertThat(Times.plausible(ahead.plusMillis(1).toString(), NOON)).isEqualTo(NOON);
  }

  @Test
  void an_old_time_counts_for_a_year() {
    var old = NOON.minus(Times.AGE_MAX);
    assertThat(Times.plausible(old.toString(), NOON)).isEqualTo(old);
    assertThat(Times.plausible(old.minusMillis(1).toString(), NOON)).isEqualTo(NOON);
    assertThat(Times.plausible(null, NOON)).isEqualTo(NOON);
  }
}
