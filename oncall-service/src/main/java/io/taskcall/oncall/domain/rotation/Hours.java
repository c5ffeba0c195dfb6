package io.taskcall.oncall.domain.rotation;

/** What an hour is on the day the clocks change. */
public enum Hours {
  /** What the clock on the wall says: on that day some hours are skipped or last twice as long. */
  BY_CLOCK,
  /** Sixty minutes that pass. */
  ELAPSED
}
