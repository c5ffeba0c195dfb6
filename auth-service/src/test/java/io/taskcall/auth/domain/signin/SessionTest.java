package io.taskcall.auth.domain.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Session.Limits LIMITS =
      new Session.Limits(Duration.ofHours(12), Duration.ofDays(7));

  @Test
  void session_lasts_as_long_as_it_is_used_but_not_for_ever() {
    assertThat(session(NOON, NOON, false).isLive(LIMITS, NOON.plus(Duration.ofHours(11)))).isTrue();
    assertThat(session(NOON, NOON, false).isLive(LIMITS, NOON.plus(Duration.ofHours(12))))
        .isFalse();
    var later = NOON.plus(Duration.ofDays(7));
    assertThat(session(NOON, later.minusSeconds(2), false).isLive(LIMITS, later.minusSeconds(1)))
        .isTrue();
    assertThat(session(NOON, later.minusSeconds(1), false).isLive(LIMITS, later)).isFalse();
  }

  @Test
  void ended_session_is_over_at_once() {
    assertThat(session(NOON, NOON, true).isLive(LIMITS, NOON)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\/evil.example",
        "/%0d%0aSet-Cookie:x",
        "javascript:alert(1)",
        "/a\r\nLocation: https://evil.example",
        "account",
        "",
        "/\tevil"
      })
  void way_back_to_another_site_is_none(String next) {
    assertThat(LocalPath.of(next)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/account", "/connect/datadog/initiate?site=https%3A%2F%2Fx.y"})
  void way_back_to_a_page_of_ours_is_kept(String next) {
    assertThat(LocalPath.of(next)).contains(new LocalPath(next));
  }

  private static Session session(Instant created, Instant seen, boolean ended) {
    return new Session(
        UUID.randomUUID(), UUID.randomUUID(), created, seen, ended, "192.0.2.1", "Firefox");
  }
}
