package io.taskcall.oncall.domain.rotation;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is at an instant. Made for a few questions and one thread: it remembers how far it
 * has counted.
 */
public final class Turns {
  private static final int LAST_YEAR = 9999;

  private final OpeningHours hours;
  private final @Nullable Shifts shifts;
  private final @Nullable TurnCount count;

  private Turns(OpeningHours hours, @Nullable Shifts shifts, @Nullable TurnCount count) {
    this.hours = hours;
    this.shifts = shifts;
    this.count = count;
  }

  /**
   * Says that a turn is known, wherever the rotation starts.
   *
   * @param at an instant in that turn
   * @param number which turn it is
   */
  public record Known(Instant at, int number) {}

  /**
   * The turns at an instant.
   *
   * @param numbers mostly one; none outside the hours or between shifts, several if shifts overlap,
   *     up to a bound
   * @param window how long that stays so
   */
  public record Now(List<Long> numbers, Window window) {}

  /** What people disagree on. */
  public record Rules(Hours hours, boolean keepsRestrictedTurns) {}

  public static Turns of(
      Rotation rotation,
      ZoneId zone,
      ShiftLength length,
      List<Restriction> restrictions,
      Optional<Known> known,
      Rules rules) {
    var hours = OpeningHours.of(restrictions, zone);
    return switch (rotation) {
      case Rotation.Never _ -> new Turns(hours, null, null);
      case Rotation.Recurring recurring -> {
        near(recurring.start());
        known.ifPresent(turn -> near(LocalDateTime.ofInstant(turn.at(), ZoneOffset.UTC)));
        var beats = Shifts.beats(recurring, zone, rules.hours());
        var shifts = new Shifts(beats, zone, length, hours, rules.keepsRestrictedTurns());
        yield new Turns(hours, shifts, count(shifts, known));
      }
    };
  }

  /** Counting from farther off takes as long as there are changes of the clocks on the way. */
  private static void near(LocalDateTime at) {
    if (at.getYear() < 0 || at.getYear() > LAST_YEAR) {
      throw new IllegalArgumentException("the year " + at.getYear() + " is too far off");
    }
  }

  public Now at(Instant at) {
    var span = hours.at(at);
    if (!span.open()) {
      return new Now(List.of(), span.window());
    }
    if (shifts == null || count == null) {
      return new Now(List.of(0L), span.window());
    }
    var now = shiftsAt(at, shifts, count);
    return new Now(now.numbers(), now.window().and(span.window()));
  }

  /** When the first turn begins. */
  public Instant start() {
    return shifts == null ? Instant.MIN : first(shifts.beats());
  }

  private static Now shiftsAt(Instant at, Shifts shifts, TurnCount count) {
    var beats = shifts.beats();
    var current = beats.atOrBefore(at);
    if (current == null) {
      return new Now(List.of(), Window.until(first(beats)));
    }
    var next = beats.next(current);
    var window = new Window(current.at(), next == null ? Instant.MAX : next.at());
    var numbers = new ArrayList<Long>();
    @Nullable Beat beat = current;
    for (; beat != null && numbers.size() < Overlap.MOST; beat = beats.previous(beat)) {
      var end = shifts.end(beat);
      if (!at.isBefore(end)) {
        window = window.and(Window.from(end));
        break;
      }
      if (beat.equals(current) || !shifts.isReplaced(beat)) {
        numbers.addFirst(count.at(beats.turn(beat)));
        window = window.and(Window.until(end));
      }
    }
    return new Now(numbers.stream().distinct().toList(), window);
  }

  private static Instant first(Beats beats) {
    var first = beats.first(0);
    return first == null ? Instant.MAX : first.at();
  }

  private static TurnCount count(Shifts shifts, Optional<Known> known) {
    var beat = known.map(turn -> shifts.beats().atOrBefore(turn.at())).orElse(null);
    return beat == null
        ? new TurnCount(shifts, 0, 0)
        : new TurnCount(shifts, shifts.beats().turn(beat), known.orElseThrow().number());
  }
}
