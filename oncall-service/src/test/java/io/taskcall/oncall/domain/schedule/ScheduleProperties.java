package io.taskcall.oncall.domain.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.oncall.domain.rotation.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What holds for every schedule, however odd. */
@Domain(AnySchedule.class)
@Domain(DomainContext.Global.class)
class ScheduleProperties {
  private static final Window RANGE = AnySchedule.RANGE;

  @Property(tries = 300)
  void who_is_on_call_is_what_the_shifts_say_at_every_instant(
      @ForAll Schedule schedule,
      @ForAll @Size(20) List<@IntRange(min = 0, max = 89 * 24 * 60 - 1) Integer> minutes) {
    var whole = FinalSchedule.of(schedule, RANGE);
    var instants = new ArrayList<Instant>();
    minutes.forEach(minute -> instants.add(RANGE.start().plus(Duration.ofMinutes(minute))));
    whole.shifts().forEach(shift -> instants.add(shift.during().start()));
    whole.shifts().forEach(shift -> instants.add(shift.during().start().minusNanos(1)));
    whole.gaps().forEach(gap -> instants.add(gap.start()));
    for (var at : instants.stream().filter(RANGE::contains).limit(100).toList()) {
      var wanted = new HashSet<UUID>();
      for (var shift : whole.shifts()) {
        if (shift.during().contains(at)) {
          wanted.addAll(shift.duty().people());
        }
      }
      assertThat(Set.copyOf(Team.who(schedule, at))).as("at %s", at).isEqualTo(wanted);
    }
  }

  @Property(tries = 300)
  void answer_holds_as_long_as_it_says(
      @ForAll Schedule schedule, @ForAll @IntRange(max = 89 * 24 * 60 - 1) int minute) {
    var at = RANGE.start().plus(Duration.ofMinutes(minute));
    var during = OnCall.at(schedule, at).during();
    assertThat(during.contains(at)).isTrue();
    if (during.start().isAfter(Instant.MIN)) {
      assertThat(Team.who(schedule, during.start())).isEqualTo(Team.who(schedule, at));
    }
    if (during.end().isBefore(Instant.MAX)) {
      assertThat(Team.who(schedule, during.end().minusNanos(1))).isEqualTo(Team.who(schedule, at));
    }
  }

  @Property(tries = 300)
  void shifts_are_in_order_and_those_of_one_duty_never_overlap_or_touch(@ForAll Schedule schedule) {
    var shifts = FinalSchedule.of(schedule, RANGE).shifts();
    assertThat(shifts).doesNotHaveDuplicates();
    assertThat(shifts).isSortedAccordingTo(Comparator.comparing(shift -> shift.during().start()));
    for (var shift : shifts) {
      assertThat(shift.during().isEmpty()).isFalse();
      assertThat(shift.during().and(RANGE)).isEqualTo(shift.during());
      assertThat(shifts)
          .filteredOn(other -> !other.equals(shift) && other.duty().equals(shift.duty()))
          .noneMatch(other -> touch(shift.during(), other.during()));
    }
  }

  @Property(tries = 300)
  void shifts_and_gaps_cover_the_time_and_leave_each_other_alone(@ForAll Schedule schedule) {
    var whole = FinalSchedule.of(schedule, RANGE);
    for (var gap : whole.gaps()) {
      assertThat(whole.shifts()).noneMatch(shift -> shift.during().overlaps(gap));
    }
    var windows = new ArrayList<>(whole.gaps());
    whole.shifts().forEach(shift -> windows.add(shift.during()));
    windows.sort(Comparator.comparing(Window::start));
    var covered = RANGE.start();
    for (var window : windows) {
      assertThat(window.start()).isBeforeOrEqualTo(covered);
      covered = window.end().isAfter(covered) ? window.end() : covered;
    }
    assertThat(covered).isEqualTo(RANGE.end());
  }

  @Property(tries = 300)
  void parts_put_together_are_the_whole(
      @ForAll Schedule schedule, @ForAll @IntRange(max = 89 * 24 * 60 - 1) int minute) {
    var middle = RANGE.start().plus(Duration.ofMinutes(minute));
    var first = FinalSchedule.of(schedule, new Window(RANGE.start(), middle));
    var second = FinalSchedule.of(schedule, new Window(middle, RANGE.end()));
    var whole = FinalSchedule.of(schedule, RANGE);
    assertThat(joined(first.shifts(), second.shifts(), middle))
        .containsExactlyInAnyOrderElementsOf(whole.shifts());
    assertThat(joined(gaps(first), gaps(second), middle))
        .containsExactlyInAnyOrderElementsOf(gaps(whole));
  }

  @Property(tries = 200)
  void four_hundred_years_later_everything_is_the_same_but_the_dates(@ForAll Schedule schedule) {
    var now = FinalSchedule.of(schedule, RANGE);
    var later = FinalSchedule.of(Later.schedule(schedule), Later.window(RANGE));
    assertThat(later.shifts())
        .isEqualTo(
            now.shifts().stream()
                .map(shift -> new Shift(shift.duty(), Later.window(shift.during())))
                .toList());
    assertThat(later.gaps()).isEqualTo(now.gaps().stream().map(Later::window).toList());
  }

  @Property(tries = 200)
  void next_handoff_is_when_other_people_come(
      @ForAll Schedule schedule, @ForAll @IntRange(max = 89 * 24 * 60 - 1) int minute) {
    var at = RANGE.start().plus(Duration.ofMinutes(minute));
    Handoff.after(schedule, at, RANGE.end())
        .ifPresent(handoff -> {
          assertThat(handoff.at()).isAfter(at);
          assertThat(handoff.from()).isEqualTo(Team.who(schedule, at));
          assertThat(Team.who(schedule, handoff.at().minusNanos(1))).isEqualTo(handoff.from());
          assertThat(Team.who(schedule, handoff.at())).isEqualTo(handoff.to());
          assertThat(handoff.to()).isNotEqualTo(handoff.from());
        });
  }

  private static boolean touch(Window one, Window other) {
    return !one.end().isBefore(other.start()) && !other.end().isBefore(one.start());
  }

  private static List<Shift> gaps(FinalSchedule schedule) {
    var nobody = new Duty(List.of(), new Duty.Why.Turn("", 0), List.of());
    return schedule.gaps().stream().map(gap -> new Shift(nobody, gap)).toList();
  }

  private static List<Shift> joined(List<Shift> first, List<Shift> second, Instant middle) {
    var joined = new ArrayList<Shift>(second);
    for (var shift : first) {
      var rest =
          joined.stream()
              .filter(other -> other.duty().equals(shift.duty()))
              .filter(other -> other.during().start().equals(middle))
              .filter(other -> shift.during().end().equals(middle))
              .findFirst();
      rest.ifPresent(joined::remove);
      var end = rest.map(other -> other.during().end()).orElse(shift.during().end());
      joined.add(new Shift(shift.duty(), new Window(shift.during().start(), end)));
    }
    return joined;
  }
}
