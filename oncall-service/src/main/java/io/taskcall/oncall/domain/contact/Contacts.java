package io.taskcall.oncall.domain.contact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How people change the way they are reached. */
public final class Contacts {
  /** How many methods a person can have, besides the account's own. */
  public static final int METHODS_MAX = 20;

  /** How many rules a person can have. */
  public static final int RULES_MAX = 50;

  private Contacts() {}

  /** What came of a wish to change something. */
  public sealed interface Changed {
    /** It is as wanted. */
    record To(Reach reach) implements Changed {}

    /** There is no such thing to change. */
    record Unknown(String what) implements Changed {}

    /** It cannot be. */
    record Refused(String reason) implements Changed {}
  }

  /** A further method, which {@code complete} must not have; it counts once it is verified. */
  public static Changed add(Reach reach, Reach complete, ContactMethod method) {
    if (reach.method(method.id()).isPresent()) {
      return new Changed.To(reach);
    }
    if (reach.methods().size() >= METHODS_MAX) {
      return new Changed.Refused("a person has at most " + METHODS_MAX + " contact methods");
    }
    boolean there =
        complete.methods().stream()
            .anyMatch(other ->
                other.channel() == method.channel() && other.address().equals(method.address()));
    return there
        ? new Changed.Refused("the person has this contact method already")
        : to(plus(reach.methods(), method), reach.rules(), reach);
  }

  /** Its owner proved to be there. */
  public static Changed verify(Reach reach, UUID methodId, Instant at) {
    if (reach.method(methodId).isEmpty()) {
      return new Changed.Unknown("contact method");
    }
    var methods =
        reach.methods().stream()
            .map(method ->
                method.id().equals(methodId) && !method.isVerified() ? method.verified(at) : method)
            .toList();
    return to(methods, reach.rules(), reach);
  }

  /** Takes a method away, and the rules that name it. */
  public static Changed remove(Reach reach, UUID methodId) {
    if (reach.method(methodId).isEmpty()) {
      return new Changed.Unknown("contact method");
    }
    return to(
        reach.methods().stream().filter(method -> !method.id().equals(methodId)).toList(),
        reach.rules().stream().filter(rule -> !rule.methodId().equals(methodId)).toList(),
        reach);
  }

  /** These rules instead of all before; each names a method of {@code complete}, once. */
  public static Changed ruled(Reach reach, Reach complete, List<NotificationRule> rules) {
    if (rules.size() > RULES_MAX) {
      return new Changed.Refused("a person has at most " + RULES_MAX + " rules");
    }
    for (int i = 0; i < rules.size(); i++) {
      var rule = rules.get(i);
      if (complete.method(rule.methodId()).isEmpty()) {
        return new Changed.Unknown("contact method " + rule.methodId());
      }
      if (rules.subList(0, i).stream().anyMatch(other -> sameWish(other, rule))) {
        return new Changed.Refused(
            "there is a rule for this method and this urgency already; a page goes out once by each"
                + " method");
      }
    }
    return to(reach.methods(), rules, reach);
  }

  /** One rule more. */
  public static Changed ruled(Reach reach, Reach complete, NotificationRule rule) {
    return reach.rules().stream().anyMatch(other -> other.id().equals(rule.id()))
        ? new Changed.To(reach)
        : ruled(reach, complete, plus(reach.rules(), rule));
  }

  /** One rule less. */
  public static Changed unruled(Reach reach, UUID ruleId) {
    var left = reach.rules().stream().filter(rule -> !rule.id().equals(ruleId)).toList();
    return left.size() == reach.rules().size()
        ? new Changed.Unknown("notification rule")
        : to(reach.methods(), left, reach);
  }

  /** Other quiet hours, or none. */
  public static Changed quiet(Reach reach, Optional<QuietHours> hours) {
    return new Changed.To(new Reach(reach.methods(), reach.rules(), hours));
  }

  private static boolean sameWish(NotificationRule one, NotificationRule other) {
    return one.urgency() == other.urgency() && one.methodId().equals(other.methodId());
  }

  private static Changed to(
      List<ContactMethod> methods, List<NotificationRule> rules, Reach before) {
    return new Changed.To(new Reach(methods, rules, before.quietHours()));
  }

  private static <T> List<T> plus(List<T> some, T one) {
    var all = new ArrayList<>(some);
    all.add(one);
    return all;
  }
}
