package io.taskcall.oncall.domain.schedule;

import io.taskcall.oncall.domain.rotation.Hours;

/**
 * What people disagree on.
 *
 * @param hours what an hour of an hourly rotation is
 * @param layers who is on call if several layers have somebody
 * @param restricted what becomes of a turn whose shifts lie wholly outside the restrictions
 */
public record Options(Hours hours, Layers layers, Restricted restricted) {
  public static final Options USUAL =
      new Options(Hours.ELAPSED, Layers.BY_PRIORITY, Restricted.TURN_IS_LOST);

  /** Who is on call if several layers have somebody. */
  public enum Layers {
    /** All of them. */
    UNITED,
    /** Those of the highest priority; if several layers have it, all of these. */
    BY_PRIORITY
  }

  /** What becomes of a turn whose shifts lie wholly outside the restrictions. */
  public enum Restricted {
    /** It is used up: the rotation goes on regardless. */
    TURN_IS_LOST,
    /** The same group has the next turn. */
    TURN_IS_KEPT
  }
}
