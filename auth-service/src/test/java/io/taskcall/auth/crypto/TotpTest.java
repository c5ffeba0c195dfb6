package io.taskcall.auth.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TotpTest {
  /** That of the examples of RFC 6238 and RFC 4226. */
  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  @ParameterizedTest
  @CsvSource({
    "59, 94287082",
    "1111111109, 07081804",
    "1111111111, 14050471",
    "1234567890, 89005924",
    "2000000000, 69279037",
    "20000000000, 65353130",
  })
  void codes_are_those_of_rfc_6238(long second, String code) {
    assertThat(Totp.code(SECRET, second / Totp.STEP_SECONDS, 8)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 755224",
    "1, 287082",
    "2, 359152",
    "3, 969429",
    "4, 338314",
    "5, 254676",
    "6, 287922",
    "7, 162583",
    "8, 399871",
    "9, 520489",
  })
  void six_digits_of_a_step_are_those_of_rfc_4226(long step, String code) {
    assertThat(Totp.code(SECRET, step, 6)).isEqualTo(code);
    var then = Instant.ofEpochSecond(step * Totp.STEP_SECONDS);
    assertThat(Totp.step(SECRET, code, then, -1)).hasValue(step);
  }

  @ParameterizedTest
  @CsvSource({"89, none", "90, 4", "119, 4", "120, 4", "149, 4", "150, 4", "179, 4", "180, none"})
  void code_is_good_during_its_step_and_the_steps_beside_it(long second, String step) {
    var found = Totp.step(SECRET, "338314", Instant.ofEpochSecond(second), 0);
    assertThat(found.isPresent() ? Long.toString(found.getAsLong()) : "none").isEqualTo(step);
  }

  @Test
  void code_of_a_step_that_was_used_is_worth_nothing_nor_is_an_older_one() {
    var now = Instant.ofEpochSecond(4 * Totp.STEP_SECONDS);
    assertThat(Totp.step(SECRET, "338314", now, 3)).hasValue(4);
    assertThat(Totp.step(SECRET, "338314", now, 4)).isEmpty();
    assertThat(Totp.step(SECRET, "969429", now, 4)).isEmpty();
    assertThat(Totp.step(SECRET, "254676", now, 4)).hasValue(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "33831", "3383144", "338 314", "33831a", "-38314", "٣٣٨٣١٤"})
  void what_is_not_six_digits_is_no_code(String code) {
    assertThat(Totp.step(SECRET, code, Instant.ofEpochSecond(120), -1)).isEmpty();
  }
}
