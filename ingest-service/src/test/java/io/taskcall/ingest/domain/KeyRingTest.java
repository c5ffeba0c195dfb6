package io.taskcall.ingest.domain;

import static io.taskcall.ingest.domain.Arrivals.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IntegrationEvent;
import io.taskcall.contracts.IntegrationEvent.State;
import io.taskcall.contracts.IntegrationEvent.Tool;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyRingTest {
  private static final UUID ID = new UUID(1, 1);
  private static final String OLD = "0123456789abcdef0123456789abcdef";
  private static final String NEW = "fedcba9876543210fedcba9876543210";

  private final KeyRing ring = new KeyRing();

  @Test
  void a_key_opens_its_tools_door_and_no_other() {
    ring.learn(saved(State.CONNECTED, key(OLD, null)));
    assertThat(access(OLD)).isInstanceOf(Access.Granted.class);
    assertThat(ring.access(OLD, Tool.ALERTMANAGER, NOON)).isInstanceOf(Access.Unknown.class);
    assertThat(access(NEW)).isInstanceOf(Access.Unknown.class);
  }

  @Test
  void two_keys_work_while_one_is_replaced_until_the_old_one_retires() {
    ring.learn(saved(State.CREATED, key(OLD, NOON), key(NEW, null)));
    assertThat(ring.access(OLD, Tool.DATADOG, NOON.minusMillis(1)))
        .isInstanceOf(Access.Granted.class);
    assertThat(ring.access(OLD, Tool.DATADOG, NOON)).isInstanceOf(Access.Gone.class);
    assertThat(access(NEW)).isInstanceOf(Access.Granted.class);
  }

  @Test
  void a_key_that_is_no_longer_listed_is_forgotten() {
    ring.learn(saved(State.CREATED, key(OLD, null)));
    ring.learn(saved(State.CREATED, key(NEW, null)));
    assertThat(access(OLD)).isInstanceOf(Access.Unknown.class);
  }

  @Test
  void keys_of_a_removed_integration_are_gone() {
    ring.learn(saved(State.CREATED, key(OLD, null)));
    ring.learn(
        new IntegrationEvent.Removed(
            new UUID(9, 9), NOON, ID, new UUID(2, 2), List.of(key(OLD, null))));
    assertThat(access(OLD)).isInstanceOf(Access.Gone.class);
  }

  @Test
  void a_paused_integration_says_so() {
    ring.learn(saved(State.PAUSED, key(OLD, null)));
    assertThat(access(OLD))
        .isInstanceOfSatisfying(
            Access.Granted.class, granted -> assertThat(granted.integration().paused()).isTrue());
  }

  @Test
  void keys_of_another_form_are_unknown() {
    for (var key : List.of("", "a/b", "ä".repeat(32), "x".repeat(129), "x".repeat(100_000), "\0")) {
      assertThat(access(key)).isInstanceOf(Access.Unknown.class);
    }
  }

  private Access access(String key) {
    return ring.access(key, Tool.DATADOG, NOON);
  }

  private static IntegrationEvent.Key key(String key, Instant retiresAt) {
    return new IntegrationEvent.Key(Ids.sha256(key), retiresAt);
  }

  private static IntegrationEvent saved(State state, IntegrationEvent.Key... keys) {
    return new IntegrationEvent.Saved(
        new UUID(9, 1),
        NOON,
        ID,
        new UUID(2, 2),
        new UUID(3, 3),
        "Datadog",
        Tool.DATADOG,
        state,
        List.of(keys),
        null);
  }
}
