package io.taskcall.oncall.domain.schedule;

import io.taskcall.oncall.domain.rotation.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Who is on call when, with everything counted in. Nothing reaches beyond {@code during}.
 *
 * @param shifts in the order in which they begin
 * @param gaps when nobody is on call
 */
public record FinalSchedule(Window during, List<Shift> shifts, List<Window> gaps) {
  public FinalSchedule {
    shifts = List.copyOf(shifts);
    gaps = List.copyOf(gaps);
  }

  public static FinalSchedule of(Schedule schedule, Window during) {
    return of(schedule, during, _ -> true, Integer.MAX_VALUE).orElseThrow();
  }

  /**
   * Empty if it has more than {@code most} shifts, or gaps.
   *
   * @param here false for people who left: when only they are on call, nobody is
   */
  public static Optional<FinalSchedule> of(
      Schedule schedule, Window during, Predicate<UUID> here, int most) {
    if (during.start().equals(Instant.MIN) || during.end().equals(Instant.MAX)) {
      throw new IllegalArgumentException("a final schedule begins and ends");
    }
    var resolver = new Resolver(schedule, during);
    var shifts = new Runs<Duty>();
    var gaps = new Runs<Boolean>();
    var at = during.start();
    while (at.isBefore(during.end())) {
      var stretch = resolver.at(at);
      var part = stretch.during().and(during);
      stretch.duties().forEach(duty -> shifts.add(duty, part));
      if (stretch.people().stream().noneMatch(here)) {
        gaps.add(true, part);
      }
      if (shifts.size() > most || gaps.size() > most) {
        return Optional.empty();
      }
      at = part.end();
    }
    return Optional.of(
        new FinalSchedule(during, shifts.list(Shift::new), gaps.list((_, gap) -> gap)));
  }
}
