package io.taskcall.oncall.domain.incident;

import io.taskcall.oncall.domain.escalation.Policy;

/** Whether an incident counts as trouble of its service. */
public final class Feeling {
  private Feeling() {}

  /** It does unless somebody only tries things out, or a rule wants it recorded and no more. */
  public static boolean isFelt(Incident incident) {
    boolean recorded =
        incident.assignment().instead().filter(policy -> policy.equals(Policy.NONE)).isPresent();
    return !incident.about().test() && !recorded;
  }
}
