package io.taskcall.auth.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.IntegrationEvent;
import io.taskcall.contracts.IntegrationEvent.State;
import io.taskcall.contracts.IntegrationEvent.Tool;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IntegrationTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant GRACE = NOON.plus(Duration.ofHours(24));
  private static final Integration MADE = made(new UUID(1, 1));

  @Test
  void rotation_lets_the_former_key_live_for_its_grace() {
    assertThat(MADE.rotated("two", NOON, GRACE).keys())
        .containsExactly(
            new IntegrationEvent.Key("two", null), new IntegrationEvent.Key("one", GRACE));
  }

  @Test
  void two_keys_are_live_at_most_however_often_one_rotates() {
    var soon = NOON.plusSeconds(60);
    var keys =
        MADE.rotated("two", NOON, GRACE).rotated("three", soon, GRACE.plusSeconds(60)).keys();
    assertThat(keys)
        .containsExactly(
            new IntegrationEvent.Key("three", null),
            new IntegrationEvent.Key("two", GRACE.plusSeconds(60)),
            new IntegrationEvent.Key("one", soon));
  }

  @Test
  void key_that_was_over_stays_over() {
    var late = GRACE.plusSeconds(60);
    assertThat(MADE.rotated("two", NOON, GRACE).rotated("three", late, late).keys())
        .contains(new IntegrationEvent.Key("one", GRACE));
  }

  @Test
  void paused_integration_has_to_prove_itself_when_it_goes_on() {
    assertThat(MADE.in(State.CONNECTED).paused().state()).isEqualTo(State.PAUSED);
    assertThat(MADE.in(State.CONNECTED).paused().resumed().state()).isEqualTo(State.CREATED);
    assertThat(MADE.in(State.DISCONNECTED).resumed().state()).isEqualTo(State.DISCONNECTED);
  }

  @Test
  void same_name_made_again_is_another_integration() {
    assertThat(made(new UUID(2, 2)).id()).isNotEqualTo(MADE.id());
    assertThat(made(new UUID(1, 1)).id()).isEqualTo(MADE.id());
  }

  private static Integration made(UUID cause) {
    return Integration.made(cause, new UUID(7, 7), "Datadog", Tool.DATADOG, new UUID(8, 8), "one");
  }
}
