package io.taskcall.auth.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.MemberEvent.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RepairTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Organization DEMO = Organization.of("demo", "Demo");
  private static final Member ANA = Member.of(DEMO, "Ana", "ana@demo.example", Role.OWNER);
  private static final Revision FIRST = Revision.NONE.next(NOON);

  @Test
  void what_was_never_said_is_said() {
    var truth = ANA.saved(DEMO, FIRST);
    assertThat(Repair.unsaid(List.of(truth), Map.of())).containsExactly(truth);
  }

  @Test
  void what_was_said_last_is_not_repeated() {
    var truth = ANA.saved(DEMO, FIRST);
    assertThat(Repair.unsaid(List.of(truth), Map.of(truth.key(), truth.id()))).isEmpty();
  }

  @Test
  void what_an_older_event_overtook_is_said_again() {
    var old = ANA.saved(DEMO, FIRST);
    var truth = ANA.saved(DEMO, FIRST.next(NOON));
    assertThat(Repair.unsaid(List.of(truth), Map.of(old.key(), old.id()))).containsExactly(truth);
  }

  @Test
  void same_revision_said_twice_is_the_same_event() {
    assertThat(ANA.saved(DEMO, FIRST)).isEqualTo(ANA.saved(DEMO, FIRST));
    assertThat(ANA.removed(FIRST).id()).isNotEqualTo(ANA.saved(DEMO, FIRST).id());
  }

  @Test
  void events_of_others_are_left_alone() {
    var said = Map.of(UUID.randomUUID().toString(), UUID.randomUUID());
    assertThat(Repair.unsaid(List.of(), said)).isEmpty();
  }
}
