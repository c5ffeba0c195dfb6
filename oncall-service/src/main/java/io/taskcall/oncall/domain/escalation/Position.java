package io.taskcall.oncall.domain.escalation;

/**
 * A place in a policy.
 *
 * @param round how often the policy has started, from 1
 * @param level from 1
 */
public record Position(int round, int level) {
  /** Where every incident begins. */
  public static final Position FIRST = new Position(1, 1);
}
