package io.taskcall.oncall.domain.schedule;

import io.taskcall.oncall.domain.rotation.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
    if (during.start().equals(Instant.MIN) || during.end().equals(Instant.MAX)) {
      throw new IllegalArgumentException("a final schedule begins and ends");
    }
    var resolver = new Resolver(schedule, during);
    var joined = new Joined();
    var at = during.start();
    while (at.isBefore(during.end())) {
      var stretch = resolver.at(at);
      joined.from(at, stretch.duties());
      at = stretch.during().end();
    }
    return joined.until(during);
  }

  /** Puts together what goes on from one stretch to the next. */
  private static final class Joined {
    private final List<Shift> shifts = new ArrayList<>();
    private final List<Window> gaps = new ArrayList<>();
    private final Map<Duty, Instant> open = new LinkedHashMap<>();
    private @Nullable Instant gap;

    void from(Instant at, List<Duty> duties) {
      close(at, Set.copyOf(duties));
      duties.forEach(duty -> open.putIfAbsent(duty, at));
      if (duties.isEmpty() && gap == null) {
        gap = at;
      } else if (!duties.isEmpty()) {
        closeGap(at);
      }
    }

    FinalSchedule until(Window during) {
      close(during.end(), Set.of());
      closeGap(during.end());
      shifts.sort(Comparator.comparing(shift -> shift.during().start()));
      return new FinalSchedule(during, shifts, gaps);
    }

    private void close(Instant at, Set<Duty> going) {
      for (var duty : List.copyOf(open.keySet())) {
        if (!going.contains(duty)) {
          shifts.add(new Shift(duty, new Window(open.getOrDefault(duty, at), at)));
          open.remove(duty);
        }
      }
    }

    private void closeGap(Instant at) {
      if (gap != null) {
        gaps.add(new Window(gap, at));
        gap = null;
      }
    }
  }
}
