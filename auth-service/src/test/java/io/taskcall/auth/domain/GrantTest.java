package io.taskcall.auth.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.auth.domain.Connection.Need;
import io.taskcall.contracts.IntegrationEvent.State;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrantTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final URI API = URI.create("https://api.datadoghq.eu");
  private static final Sites SITES = new Sites(Map.of());
  private static final Secret REFRESH = new Secret("refresh");
  private static final Grant FRESH = new Grant(REFRESH, Optional.empty());

  @Test
  void token_is_usable_until_a_minute_before_its_end() {
    var token = new AccessToken(new Secret("access"), NOON.plusSeconds(60));
    assertThat(token.usableAt(NOON.minusMillis(1))).isTrue();
    assertThat(token.usableAt(NOON)).isFalse();
  }

  @Test
  void granted_token_connects_and_brings_the_next_refresh_token() {
    var answer =
        new TokenAnswer.Granted(
            new Secret("access"), Duration.ofHours(1), Optional.of(new Secret("next")));
    var judged = FRESH.judge(answer, API, NOON);
    var token = new AccessToken(new Secret("access"), NOON.plusSeconds(3600));
    assertThat(judged.grant()).isEqualTo(new Grant(new Secret("next"), Optional.of(token)));
    assertThat(judged.state()).contains(State.CONNECTED);
    assertThat(judged.outcome()).isEqualTo(new TokenOutcome.Issued(token, API));
  }

  @Test
  void refresh_token_stays_if_no_other_came() {
    var answer =
        new TokenAnswer.Granted(new Secret("access"), Duration.ofHours(1), Optional.empty());
    assertThat(FRESH.judge(answer, API, NOON).grant().refreshToken()).isEqualTo(REFRESH);
  }

  @Test
  void revoked_grant_disconnects_and_forgets_the_access_token() {
    var held = new Grant(REFRESH, Optional.of(new AccessToken(new Secret("access"), NOON)));
    var judged = held.judge(new TokenAnswer.Revoked("gone"), API, NOON);
    assertThat(judged.grant()).isEqualTo(FRESH);
    assertThat(judged.state()).contains(State.DISCONNECTED);
    assertThat(judged.outcome()).isEqualTo(new TokenOutcome.NotConnected("gone"));
  }

  @Test
  void no_answer_changes_nothing() {
    var judged = FRESH.judge(new TokenAnswer.Unavailable("down"), API, NOON);
    assertThat(judged.grant()).isEqualTo(FRESH);
    assertThat(judged.state()).isEmpty();
    assertThat(judged.outcome()).isEqualTo(new TokenOutcome.Unavailable("down"));
  }

  @Test
  void connection_without_a_usable_token_has_to_ask() {
    assertThat(connection(State.CONNECTED, Optional.of(FRESH)).need(SITES, NOON))
        .isEqualTo(new Need.Ask(FRESH, API));
  }

  @Test
  void disconnected_integration_does_not_ask() {
    assertThat(connection(State.DISCONNECTED, Optional.of(FRESH)).need(SITES, NOON))
        .isInstanceOfSatisfying(
            Need.Answered.class,
            answered ->
                assertThat(answered.outcome()).isInstanceOf(TokenOutcome.NotConnected.class));
  }

  @Test
  void integration_without_a_grant_or_at_a_site_nobody_knows_does_not_ask() {
    var elsewhere =
        new Connection(Optional.of("evil.example"), State.CONNECTED, Optional.of(FRESH));
    assertThat(elsewhere.need(SITES, NOON)).isInstanceOf(Need.Answered.class);
    assertThat(connection(State.CREATED, Optional.empty()).need(SITES, NOON))
        .isInstanceOf(Need.Answered.class);
  }

  @Test
  void secret_does_not_show_itself() {
    assertThat(FRESH.toString()).doesNotContain("refresh]").contains("(secret)");
  }

  private static Connection connection(State state, Optional<Grant> grant) {
    return new Connection(Optional.of("datadoghq.eu"), state, grant);
  }
}
