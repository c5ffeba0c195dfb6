package io.taskcall.auth.domain.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.connect.Pending.Return;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PendingTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final UUID SESSION = UUID.randomUUID();
  private static final Pending PENDING = pending(false);

  @Test
  void whoever_was_sent_away_in_this_session_comes_back_once() {
    assertThat(Pending.judge(Optional.of(PENDING), SESSION, NOON))
        .isEqualTo(new Return.Theirs(PENDING));
    assertThat(Pending.judge(Optional.of(pending(true)), SESSION, NOON))
        .isInstanceOf(Return.Again.class);
  }

  @Test
  void unknown_state_and_the_state_of_another_session_are_foreign_even_when_used() {
    assertThat(Pending.judge(Optional.empty(), SESSION, NOON)).isInstanceOf(Return.Foreign.class);
    assertThat(Pending.judge(Optional.of(PENDING), UUID.randomUUID(), NOON))
        .isInstanceOf(Return.Foreign.class);
    assertThat(Pending.judge(Optional.of(pending(true)), UUID.randomUUID(), NOON))
        .isInstanceOf(Return.Foreign.class);
  }

  @Test
  void coming_back_exactly_when_it_expires_is_too_late() {
    assertThat(Pending.judge(Optional.of(PENDING), SESSION, PENDING.expiresAt()))
        .isInstanceOf(Return.TooLate.class);
    assertThat(Pending.judge(Optional.of(PENDING), SESSION, PENDING.expiresAt().minusNanos(1)))
        .isInstanceOf(Return.Theirs.class);
  }

  @Test
  void callback_says_allowed_denied_refused_or_nothing_at_all() {
    assertThat(callback("c0de", "datadoghq.eu", null))
        .isEqualTo(new Callback.Allowed(new Secret("c0de"), Optional.of("datadoghq.eu")));
    assertThat(callback("c0de", null, "access_denied")).isInstanceOf(Callback.Denied.class);
    assertThat(callback(null, null, "invalid_scope"))
        .isEqualTo(new Callback.Refused("invalid_scope"));
    assertThat(callback(null, null, "<script>")).isEqualTo(new Callback.Refused("unknown"));
    assertThat(callback(null, "datadoghq.eu", null)).isInstanceOf(Callback.Garbled.class);
    assertThat(callback(" ", null, null)).isInstanceOf(Callback.Garbled.class);
  }

  @Test
  void permissions_are_missing_only_if_datadog_says_which_there_are() {
    var needed = Set.of("incident_read", "incident_write");
    assertThat(granted(Optional.of(Set.of("incident_read"))).missing(needed))
        .containsExactly("incident_write");
    assertThat(
            granted(Optional.of(Set.of("incident_read", "incident_write", "more"))).missing(needed))
        .isEmpty();
    assertThat(granted(Optional.empty()).missing(needed)).isEmpty();
  }

  private static CodeAnswer.Granted granted(Optional<Set<String>> scopes) {
    return new CodeAnswer.Granted(
        new Secret("access"), Duration.ofHours(1), new Secret("refresh"), scopes);
  }

  private static Callback callback(String code, String domain, String error) {
    return Callback.of(
        Optional.ofNullable(code), Optional.ofNullable(domain), Optional.ofNullable(error));
  }

  private static Pending pending(boolean used) {
    return new Pending(
        new UUID(1, 1),
        SESSION,
        new UUID(2, 2),
        new UUID(3, 3),
        new Wish("Datadog", new UUID(4, 4), "datadoghq.eu"),
        NOON.plus(Duration.ofMinutes(10)),
        used);
  }
}
