package io.taskcall.oncall.domain.rotation;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;

/**
 * The calendar of a rotation. Time is cut into periods, numbered from 0 where the rotation starts;
 * a period has some beginnings of shifts; and shifts make turns, the first of which is 0.
 */
interface Pattern {
  /** The period that has the beginning nearest before {@code local}, give or take a few. */
  long periodAt(LocalDateTime local);

  /** When shifts begin in a period, in order; none where the rotation does not reach. */
  List<LocalDateTime> starts(long period);

  /** Which turn a shift belongs to. */
  long turn(long period, int index);

  /** The first shift of a turn. */
  Place first(long turn);

  /** After how many turns the pattern meets the days of the week as before; 0 if it never does. */
  int cycle();

  /** How far two turns are apart at least. */
  Duration spacing();

  /** Where a shift is in the pattern. */
  record Place(long period, int index) {}
}
