package io.taskcall.oncall.domain.schedule;

import static io.taskcall.oncall.domain.schedule.Team.ANA;
import static io.taskcall.oncall.domain.schedule.Team.BEN;
import static io.taskcall.oncall.domain.schedule.Team.CHLOE;
import static io.taskcall.oncall.domain.schedule.Team.DAN;
import static io.taskcall.oncall.domain.schedule.Team.always;
import static io.taskcall.oncall.domain.schedule.Team.schedule;
import static io.taskcall.oncall.domain.schedule.Team.who;
import static io.taskcall.oncall.domain.schedule.Team.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskcall.oncall.domain.rotation.Window;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChangesTest {
  private static final Window MORNING = window("2026-03-01T08:00:00Z", "2026-03-01T12:00:00Z");
  private static final Window DAY = window("2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z");
  private static final String BEFORE = "2026-03-01T07:59:59.999999999Z";
  private static final String START = "2026-03-01T08:00:00Z";
  private static final String LAST = "2026-03-01T11:59:59.999999999Z";
  private static final String END = "2026-03-01T12:00:00Z";
  private static final Schedule ANA_AND_BEN = schedule(always("a", ANA, BEN));

  @Test
  void override_counts_from_its_first_instant_until_just_before_its_end() {
    var schedule = overridden(people(Set.of(ANA), List.of(CHLOE)));
    assertThat(who(schedule, BEFORE)).containsExactly(ANA, BEN);
    assertThat(who(schedule, START)).containsExactly(BEN, CHLOE);
    assertThat(who(schedule, LAST)).containsExactly(BEN, CHLOE);
    assertThat(who(schedule, END)).containsExactly(ANA, BEN);
  }

  @Test
  void nobody_comes_for_somebody_who_is_not_on_call() {
    var schedule = overridden(people(Set.of(DAN), List.of(CHLOE)));
    assertThat(who(schedule, START)).containsExactly(ANA, BEN);
  }

  @Test
  void somebody_added_who_is_on_call_already_is_on_call_once() {
    var schedule = overridden(people(Set.of(), List.of(BEN, CHLOE)));
    assertThat(who(schedule, START)).containsExactly(ANA, BEN, CHLOE);
  }

  @Test
  void override_that_removes_everybody_leaves_a_gap() {
    var schedule = overridden(people(Set.of(ANA, BEN), List.of()));
    assertThat(OnCall.at(schedule, MORNING.start()))
        .isEqualTo(new OnCall.Nobody(schedule.id(), MORNING));
    assertThat(FinalSchedule.of(schedule, DAY).gaps()).containsExactly(MORNING);
  }

  @Test
  void overrides_that_overlap_count_one_after_the_other() {
    var benForAna = people(Set.of(ANA), List.of(CHLOE));
    var danForChloe = people(Set.of(CHLOE), List.of(DAN));
    assertThat(who(overridden(benForAna, danForChloe), START)).containsExactly(BEN, DAN);
    assertThat(who(overridden(danForChloe, benForAna), START)).containsExactly(BEN, CHLOE);
  }

  @Test
  void of_overrides_that_replace_everybody_the_highest_priority_counts_and_equal_ones_are_united() {
    var low = everybody(CHLOE, 1);
    var high = everybody(DAN, 2);
    assertThat(who(overridden(high, low), START)).containsExactly(DAN);
    assertThat(who(overridden(high, everybody(CHLOE, 2)), START)).containsExactly(DAN, CHLOE);
    assertThat(who(overridden(high, low), END)).containsExactly(ANA, BEN);
  }

  @Test
  void somebody_can_be_added_to_those_who_replace_everybody() {
    var added = people(Set.of(), List.of(CHLOE));
    assertThat(who(overridden(added, everybody(DAN, 1)), START)).containsExactly(DAN, CHLOE);
  }

  @Test
  void shift_says_which_override_made_it() {
    var override = people(Set.of(ANA), List.of(CHLOE));
    assertThat(FinalSchedule.of(overridden(override), DAY).shifts())
        .contains(
            new Shift(
                new Duty(List.of(CHLOE), new Duty.Why.Overridden(override.id()), List.of()),
                MORNING));
  }

  @Test
  void temporary_schedule_stands_for_the_layers_and_may_leave_gaps() {
    var hour = window("2026-03-01T09:00:00Z", "2026-03-01T10:00:00Z");
    var temporary =
        new TemporarySchedule(
            id(), MORNING, List.of(new TemporarySchedule.Planned(hour, List.of(DAN))));
    var schedule =
        ANA_AND_BEN.with(
            new Changes(
                List.of(people(Set.of(DAN), List.of(CHLOE))), List.of(temporary), List.of()));
    assertThat(who(schedule, START)).isEmpty();
    assertThat(who(schedule, "2026-03-01T09:00:00Z")).containsExactly(CHLOE);
    assertThat(who(schedule, END)).containsExactly(ANA, BEN);
    assertThat(FinalSchedule.of(schedule, DAY).gaps())
        .containsExactly(
            window(START, "2026-03-01T09:00:00Z"), window("2026-03-01T10:00:00Z", END));
  }

  @Test
  void temporary_schedule_made_last_counts_where_two_overlap() {
    var schedule =
        ANA_AND_BEN.with(
            new Changes(List.of(), List.of(temporary(CHLOE), temporary(DAN)), List.of()));
    assertThat(who(schedule, START)).containsExactly(DAN);
  }

  @Test
  void swap_changes_nothing_until_it_is_taken_and_nothing_when_it_is_withdrawn() {
    assertThat(who(swapped(new Swap.State.Offered()), START)).containsExactly(ANA, BEN);
    assertThat(who(swapped(new Swap.State.Taken(CHLOE)), START)).containsExactly(CHLOE, BEN);
    assertThat(who(swapped(new Swap.State.Taken(CHLOE)), END)).containsExactly(ANA, BEN);
    assertThat(who(swapped(new Swap.State.Withdrawn()), START)).containsExactly(ANA, BEN);
  }

  @Test
  void who_takes_a_swap_and_is_on_call_already_is_on_call_once() {
    assertThat(who(swapped(new Swap.State.Taken(BEN)), START)).containsExactly(BEN);
  }

  @Test
  void change_that_ends_when_it_starts_is_refused() {
    var empty = new Window(MORNING.start(), MORNING.start());
    assertThatThrownBy(() -> new ScheduleOverride.Everybody(id(), empty, List.of(ANA), 1))
        .hasMessage("an override ends after it starts");
    assertThatThrownBy(() -> new Swap(id(), empty, ANA, new Swap.State.Offered()))
        .hasMessage("a swap ends after it starts");
    assertThatThrownBy(() -> new TemporarySchedule(id(), empty, List.of()))
        .hasMessage("a temporary schedule ends after it starts");
  }

  private static Schedule overridden(ScheduleOverride... overrides) {
    return ANA_AND_BEN.with(new Changes(List.of(overrides), List.of(), List.of()));
  }

  private static Schedule swapped(Swap.State state) {
    return ANA_AND_BEN.with(
        new Changes(List.of(), List.of(), List.of(new Swap(id(), MORNING, ANA, state))));
  }

  private static TemporarySchedule temporary(UUID person) {
    return new TemporarySchedule(
        id(), MORNING, List.of(new TemporarySchedule.Planned(MORNING, List.of(person))));
  }

  private static ScheduleOverride.People people(Set<UUID> remove, List<UUID> add) {
    return new ScheduleOverride.People(id(), MORNING, remove, add);
  }

  private static ScheduleOverride.Everybody everybody(UUID person, int priority) {
    return new ScheduleOverride.Everybody(id(), MORNING, List.of(person), priority);
  }

  private static UUID id() {
    return UUID.randomUUID();
  }
}
