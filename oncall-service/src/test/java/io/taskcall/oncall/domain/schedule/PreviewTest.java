package io.taskcall.oncall.domain.schedule;

import static io.taskcall.oncall.domain.schedule.Team.ANA;
import static io.taskcall.oncall.domain.schedule.Team.BEN;
import static io.taskcall.oncall.domain.schedule.Team.CHLOE;
import static io.taskcall.oncall.domain.schedule.Team.always;
import static io.taskcall.oncall.domain.schedule.Team.schedule;
import static io.taskcall.oncall.domain.schedule.Team.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.oncall.domain.rotation.Window;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PreviewTest {
  private static final Window DAY = window("2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z");
  private static final Window MORNING = window("2026-03-01T08:00:00Z", "2026-03-01T12:00:00Z");

  @Test
  void says_who_is_exchanged_and_when() {
    var preview = preview(schedule(always("a", ANA)), Set.of(ANA), List.of(BEN));
    assertThat(preview.differences())
        .containsExactly(
            new Preview.Difference(
                MORNING, new Preview.Difference.People(List.of(ANA), List.of(BEN))));
    assertThat(preview.gaps()).isEmpty();
    assertThat(preview.doubled()).isEmpty();
  }

  @Test
  void says_which_gap_it_would_leave_but_not_those_there_are() {
    var afternoonsToo = window("2026-03-01T06:00:00Z", "2026-03-01T20:00:00Z");
    var schedule = schedule(always("a", ANA).during(afternoonsToo));
    assertThat(preview(schedule, Set.of(ANA), List.of()).gaps()).containsExactly(MORNING);
  }

  @Test
  void says_who_would_be_on_call_twice() {
    var schedule = schedule(always("a", ANA), always("b", BEN));
    var before = new Changes(List.of(), List.of(), List.of());
    var swap = new Swap(new UUID(1, 1), MORNING, ANA, new Swap.State.Taken(BEN));
    var after = new Changes(List.of(), List.of(), List.of(swap));
    assertThat(Preview.of(schedule.with(before), schedule.with(after), DAY).doubled())
        .containsExactly(new Preview.Doubled(MORNING, BEN));
  }

  @Test
  void says_nothing_of_what_stays_as_it_is() {
    var preview = preview(schedule(always("a", ANA)), Set.of(CHLOE), List.of(BEN));
    assertThat(preview).isEqualTo(new Preview(List.of(), List.of(), List.of(), List.of()));
  }

  @Test
  void people_who_left_are_nobody_so_that_saving_what_names_them_leaves_a_gap() {
    var schedule = schedule(always("a", ANA));
    var preview = Preview.of(schedule, schedule, MORNING, person -> !person.equals(ANA));
    assertThat(preview.differences()).isEmpty();
    assertThat(preview.gaps()).containsExactly(MORNING);
    assertThat(preview.left()).containsExactly(new Preview.Left(MORNING, ANA));
    assertThat(FinalSchedule.of(schedule, MORNING, _ -> false, 1).orElseThrow().gaps())
        .containsExactly(MORNING);
  }

  @Test
  void gap_of_one_who_left_is_none_while_somebody_else_is_on_call_too() {
    var schedule = schedule(always("a", ANA, BEN));
    var preview = Preview.of(schedule, schedule, MORNING, person -> !person.equals(ANA));
    assertThat(preview.gaps()).isEmpty();
    assertThat(preview.left()).containsExactly(new Preview.Left(MORNING, ANA));
    assertThat(FinalSchedule.of(schedule, MORNING, BEN::equals, 1).orElseThrow().gaps()).isEmpty();
  }

  private static Preview preview(Schedule schedule, Set<UUID> remove, List<UUID> add) {
    var override = new ScheduleOverride.People(new UUID(1, 0), MORNING, remove, add);
    var changes = new Changes(List.of(override), List.of(), List.of());
    return Preview.of(schedule, schedule.with(changes), DAY);
  }
}
