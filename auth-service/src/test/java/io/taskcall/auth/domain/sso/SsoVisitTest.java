package io.taskcall.auth.domain.sso;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.auth.domain.signin.LocalPath;
import io.taskcall.auth.domain.sso.SsoVisit.Return;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SsoVisitTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void whoever_comes_back_in_their_browser_in_time_is_taken_back() {
    assertThat(judge(visit(false), "browser", NOON.minusSeconds(1))).isEqualTo(Return.THEIRS);
  }

  @Test
  void exactly_when_the_time_is_up_it_is_too_late() {
    assertThat(judge(visit(false), "browser", NOON)).isEqualTo(Return.TOO_LATE);
  }

  @Test
  void second_time_is_not_the_first() {
    assertThat(judge(visit(true), "browser", NOON.minusSeconds(1))).isEqualTo(Return.AGAIN);
  }

  @Test
  void other_browser_and_unknown_state_learn_nothing() {
    assertThat(judge(visit(false), "other", NOON.minusSeconds(1))).isEqualTo(Return.FOREIGN);
    assertThat(judge(visit(true), "other", NOON)).isEqualTo(Return.FOREIGN);
    assertThat(SsoVisit.judge(Optional.empty(), "browser", NOON)).isEqualTo(Return.FOREIGN);
  }

  private static Return judge(SsoVisit visit, String browser, Instant now) {
    return SsoVisit.judge(Optional.of(visit), browser, now);
  }

  private static SsoVisit visit(boolean used) {
    return new SsoVisit(
        new UUID(0, 1),
        "browser",
        new UUID(0, 2),
        "https://id.work.example",
        "taskcall",
        "kim@work.example",
        new LocalPath("/account"),
        NOON,
        used);
  }
}
