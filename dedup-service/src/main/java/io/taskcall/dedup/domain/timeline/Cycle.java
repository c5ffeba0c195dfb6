package io.taskcall.dedup.domain.timeline;

/**
 * The source's name for the stretch from trigger to recovery. Datadog's is the id of the event that
 * opened it, and its event ids grow with time; so of two numbers, the smaller is the older cycle.
 * Names that aren't numbers say nothing about age.
 *
 * @param number the name as an unsigned number, if {@code aged}
 */
public record Cycle(String name, boolean aged, long number) {
  private static final int DIGITS_MAX = 19;

  /** The cycle of that name. */
  public static Cycle of(String name) {
    return isNumber(name)
        ? new Cycle(name, true, Long.parseUnsignedLong(name))
        : new Cycle(name, false, 0);
  }

  /** The cycle whose name is that unsigned number. */
  public static Cycle of(long number) {
    return new Cycle(Long.toUnsignedString(number), true, number);
  }

  /** Negative if this is older than {@code other}, positive if newer, 0 if that can't be told. */
  int compareAge(Cycle other) {
    return aged && other.aged ? Long.compareUnsigned(number, other.number) : 0;
  }

  private static boolean isNumber(String name) {
    if (name.isEmpty() || name.length() > DIGITS_MAX || name.charAt(0) == '0') {
      return false;
    }
    return name.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
