package io.taskcall.oncall.domain.schedule;

import static io.taskcall.oncall.domain.schedule.Team.ANA;
import static io.taskcall.oncall.domain.schedule.Team.ANA_BEN;
import static io.taskcall.oncall.domain.schedule.Team.BEN;
import static io.taskcall.oncall.domain.schedule.Team.CHLOE;
import static io.taskcall.oncall.domain.schedule.Team.UNITED;
import static io.taskcall.oncall.domain.schedule.Team.UTC;
import static io.taskcall.oncall.domain.schedule.Team.always;
import static io.taskcall.oncall.domain.schedule.Team.every;
import static io.taskcall.oncall.domain.schedule.Team.schedule;
import static io.taskcall.oncall.domain.schedule.Team.who;
import static io.taskcall.oncall.domain.schedule.Team.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.oncall.domain.rotation.Rotation;
import io.taskcall.oncall.domain.rotation.Rotation.Unit;
import io.taskcall.oncall.domain.rotation.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LayersTest {
  private static final String NOON = "2026-03-01T12:00:00Z";
  private static final Window AFTERNOON = window(NOON, "2026-03-01T18:00:00Z");

  @Test
  void highest_priority_that_has_somebody_counts() {
    var low = always("low", ANA);
    var high = always("high", BEN).withPriority(2).during(AFTERNOON);
    assertThat(who(schedule(low, high), "2026-03-01T11:59:59Z")).containsExactly(ANA);
    assertThat(who(schedule(low, high), NOON)).containsExactly(BEN);
    assertThat(who(schedule(low, high), "2026-03-01T18:00:00Z")).containsExactly(ANA);
  }

  @Test
  void layers_of_equal_priority_are_united_and_one_person_in_two_is_on_call_once() {
    var schedule = schedule(always("a", ANA, BEN), always("b", BEN, CHLOE));
    assertThat(who(schedule, NOON)).containsExactly(ANA, BEN, CHLOE);
  }

  @Test
  void all_layers_count_where_they_are_united() {
    var schedule = schedule(UNITED, always("low", ANA), always("high", BEN).withPriority(2));
    assertThat(who(schedule, NOON)).containsExactly(ANA, BEN);
  }

  @Test
  void group_without_people_lets_lower_layers_count() {
    var daily = every(Unit.DAILY, 1, "2026-03-01T00:00");
    var high = Layer.of("high", UTC, daily, List.of(List.of(), List.of(BEN))).withPriority(1);
    var schedule = schedule(always("low", ANA), high);
    assertThat(who(schedule, NOON)).containsExactly(ANA);
    assertThat(who(schedule, "2026-03-02T12:00:00Z")).containsExactly(BEN);
  }

  @Test
  void nobody_is_on_call_without_layers_or_without_participants_for_ever() {
    var empty = Layer.of("a", UTC, new Rotation.Never(), List.of());
    assertThat(OnCall.at(schedule(), Instant.parse(NOON)))
        .isEqualTo(new OnCall.Nobody(schedule().id(), Window.ALWAYS));
    assertThat(OnCall.at(schedule(empty), Instant.parse(NOON)))
        .isEqualTo(new OnCall.Nobody(schedule().id(), Window.ALWAYS));
    assertThat(next(schedule(empty), Instant.parse(NOON))).isEmpty();
  }

  @Test
  void layer_that_ends_before_its_rotation_starts_has_nobody() {
    var layer = Layer.of("a", UTC, every(Unit.DAILY, 1, "2026-03-02T00:00"), ANA_BEN);
    var schedule = schedule(layer.during(AFTERNOON));
    assertThat(who(schedule, NOON)).isEmpty();
    assertThat(who(schedule, "2026-03-03T12:00:00Z")).isEmpty();
  }

  @Test
  void turns_go_on_while_the_layer_does_not_count() {
    var layer = Layer.of("a", UTC, every(Unit.HOURLY, 1, "2026-03-01T09:00"), ANA_BEN);
    var schedule = schedule(layer.during(AFTERNOON));
    assertThat(who(schedule, "2026-03-01T11:59:59Z")).isEmpty();
    assertThat(who(schedule, NOON)).containsExactly(BEN);
  }

  @Test
  void hidden_handoffs_of_lower_layers_do_not_cut_a_shift() {
    var low = Layer.of("low", UTC, every(Unit.HOURLY, 1, "2026-03-01T00:00"), ANA_BEN);
    var high = always("high", CHLOE).withPriority(1).during(AFTERNOON);
    assertThat(OnCall.at(schedule(low, high), Instant.parse(NOON)).during()).isEqualTo(AFTERNOON);
  }

  @Test
  void next_handoff_says_who_goes_and_who_comes() {
    var daily = Layer.of("a", UTC, every(Unit.DAILY, 1, "2026-03-01T00:00"), ANA_BEN);
    assertThat(next(schedule(daily), Instant.parse(NOON)))
        .contains(new Handoff(Instant.parse("2026-03-02T00:00:00Z"), List.of(ANA), List.of(BEN)));
    var ending = daily.during(AFTERNOON);
    assertThat(next(schedule(ending), Instant.parse(NOON)))
        .contains(new Handoff(AFTERNOON.end(), List.of(ANA), List.of()));
    assertThat(next(schedule(ending), AFTERNOON.end())).isEqualTo(Optional.empty());
  }

  @Test
  void layer_alone_is_shown_as_planned_without_what_was_changed() {
    var schedule = schedule(always("a", ANA), always("b", BEN).withPriority(1));
    assertThat(who(schedule.onlyLayer(0), NOON)).containsExactly(ANA);
    assertThat(who(schedule.onlyLayer(1), NOON)).containsExactly(BEN);
  }

  private static Optional<Handoff> next(Schedule schedule, Instant at) {
    return Handoff.after(schedule, at, Instant.MAX);
  }
}
