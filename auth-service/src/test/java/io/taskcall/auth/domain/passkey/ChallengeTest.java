package io.taskcall.auth.domain.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.auth.domain.passkey.Challenge.Adding;
import io.taskcall.auth.domain.passkey.Challenge.Answer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChallengeTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final UUID NORA = UUID.randomUUID();
  private static final Optional<UUID> NOBODY = Optional.empty();
  private static final Challenge SIGN_IN = new Challenge("browser", Optional.empty(), NOON);
  private static final Challenge ADD =
      new Challenge("browser", Optional.of(new Adding(NORA, "Phone")), NOON);

  @Test
  void answer_from_the_same_browser_for_the_same_purpose_fits() {
    assertThat(judge(SIGN_IN, "browser", NOBODY, NOON.minusNanos(1)))
        .isEqualTo(new Answer.Fits(SIGN_IN));
    assertThat(judge(ADD, "browser", Optional.of(NORA), NOON.minusNanos(1)))
        .isEqualTo(new Answer.Fits(ADD));
  }

  @Test
  void answer_exactly_when_the_challenge_expires_is_too_late() {
    assertThat(judge(SIGN_IN, "browser", NOBODY, NOON)).isInstanceOf(Answer.TooLate.class);
  }

  @Test
  void answer_from_another_browser_is_foreign_however_late() {
    assertThat(judge(SIGN_IN, "other", NOBODY, NOON.minusSeconds(1)))
        .isInstanceOf(Answer.Foreign.class);
    assertThat(judge(SIGN_IN, "other", NOBODY, NOON.plusSeconds(1)))
        .isInstanceOf(Answer.Foreign.class);
  }

  @Test
  void challenge_for_adding_signs_nobody_in_and_the_other_way_round() {
    assertThat(judge(ADD, "browser", NOBODY, NOON.minusSeconds(1)))
        .isInstanceOf(Answer.Foreign.class);
    assertThat(judge(SIGN_IN, "browser", Optional.of(NORA), NOON.minusSeconds(1)))
        .isInstanceOf(Answer.Foreign.class);
    assertThat(judge(ADD, "browser", Optional.of(UUID.randomUUID()), NOON.minusSeconds(1)))
        .isInstanceOf(Answer.Foreign.class);
  }

  @Test
  void unknown_challenge_is_foreign() {
    assertThat(Challenge.judge(Optional.empty(), "browser", NOBODY, NOON))
        .isInstanceOf(Answer.Foreign.class);
  }

  private static Answer judge(
      Challenge challenge, String browser, Optional<UUID> member, Instant now) {
    return Challenge.judge(Optional.of(challenge), browser, member, now);
  }
}
