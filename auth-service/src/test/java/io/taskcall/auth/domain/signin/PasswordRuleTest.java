package io.taskcall.auth.domain.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.auth.crypto.WellKnownPasswords;
import io.taskcall.auth.domain.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRuleTest {
  private static final PasswordRule RULE = new PasswordRule(10, WellKnownPasswords.read());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "short",
        "123456789",
        "1234567890",
        "Password123!",
        "P4ssw0rd2026",
        "qwertyuiop1",
        "aaaaaaaaaaaaa",
        "abababababab",
        "ana.silva2026",
        "CorrectHorseBatteryStaple"
      })
  void passwords_that_guessers_try_first_are_refused(String password) {
    assertThat(RULE.objection(new Secret(password), "ana.silva@demo.example")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tenletters", "quiet river under stones", "ана сильва тут", "xK3.vw-92mQz"})
  void long_ones_that_nobody_thinks_of_are_taken(String password) {
    assertThat(RULE.objection(new Secret(password), "ana.silva@demo.example")).isEmpty();
  }

  @Test
  void length_counts_characters_and_ends_somewhere() {
    assertThat(RULE.objection(new Secret("😀😃😄😁😆😅🤣😂🙂"), "a@b")).isPresent();
    assertThat(RULE.objection(new Secret("x1y2z".repeat(40)), "a@b")).isEmpty();
    assertThat(RULE.objection(new Secret("x1y2z".repeat(40) + "!"), "a@b")).isPresent();
  }
}
