package io.taskcall.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTimeTest {
  private static final long YEAR_ZERO = -62_167_219_200L;
  private static final long YEAR_TEN_THOUSAND = 253_402_300_800L;

  @Property
  void every_time_that_we_write_reads_back(
      @ForAll @LongRange(min = YEAR_ZERO, max = YEAR_TEN_THOUSAND) long second,
      @ForAll @IntRange(max = 999_999_999) int nano) {
    var time = Instant.ofEpochSecond(second, nano);
    assertThat(WireTime.read(time.toString())).isEqualTo(time);
  }

  @Property
  void one_wrong_character_is_judged_as_the_jdk_judges_it(
      @ForAll @LongRange(min = YEAR_ZERO, max = YEAR_TEN_THOUSAND) long second,
      @ForAll @IntRange(max = 999_999_999) int nano,
      @ForAll @IntRange(max = 29) int at,
      @ForAll @CharRange(from = ' ', to = '~') char wrong) {
    var text = new StringBuilder(Instant.ofEpochSecond(second, nano).toString());
    text.setCharAt(at % text.length(), wrong);
    assertThat(read(text.toString())).isEqualTo(parsed(text.toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-05T09:00:00Z",
        "2026-01-05T09:00:00.Z",
        "2026-01-05T09:00:00.1Z",
        "2026-01-05T09:00:00.123456789Z",
        "2026-01-05T09:00:00+01:00",
        "2026-01-05T24:00:00Z",
        "2016-12-31T23:59:60Z",
        "+12026-01-05T09:00:00Z",
        "-0001-01-05T09:00:00Z",
        "2026-01-05t09:00:00z",
      })
  void every_form_of_a_time_is_read_as_the_jdk_reads_it(String text) {
    assertThat(WireTime.read(text)).isEqualTo(Instant.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2026-02-30T09:00:00Z",
        "2026-13-01T09:00:00Z",
        "2026-01-05T09:00:00.1234567890Z",
        "2026-01-05T09:00:00",
        "1767603600",
      })
  void what_is_no_time_is_refused(String text) {
    assertThatThrownBy(() -> WireTime.read(text)).isInstanceOf(DateTimeException.class);
  }

  private static Optional<Instant> read(String text) {
    try {
      return Optional.of(WireTime.read(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> parsed(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
