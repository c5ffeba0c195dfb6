package io.taskcall.oncall.domain.contact;

import io.taskcall.contracts.IncidentSnapshot.Urgency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How a person wants to be reached. What counts is what was verified: a rule whose method is not is
 * as good as none.
 *
 * @param methods in the order in which they were added
 */
public record Reach(
    List<ContactMethod> methods, List<NotificationRule> rules, Optional<QuietHours> quietHours) {
  /** Somebody who has said nothing. */
  public static final Reach NOTHING = new Reach(List.of(), List.of(), Optional.empty());

  public Reach {
    methods = List.copyOf(methods);
    rules = List.copyOf(rules);
  }

  /** The same with the mailbox of the person's account before all others. */
  public Reach withAccount(UUID userId, String email) {
    var all = new ArrayList<>(ContactMethod.ofAccount(userId, email).stream().toList());
    all.addAll(methods);
    return new Reach(all, rules, quietHours);
  }

  /** One of the methods. */
  public Optional<ContactMethod> method(UUID id) {
    return methods.stream().filter(method -> method.id().equals(id)).findFirst();
  }

  /** The methods that count. */
  public List<ContactMethod> usable() {
    return methods.stream().filter(ContactMethod::isVerified).toList();
  }

  /**
   * Whom to call when: what the rules for {@code urgency} say, or the first method that counts if
   * none of them works. Each method once, in the order in which they are due.
   */
  public List<Call> calls(Urgency urgency, Instant now) {
    var begin = awake(urgency, now);
    var byRule =
        rules.stream()
            .filter(rule -> rule.urgency() == urgency)
            .sorted(Comparator.comparing(NotificationRule::after))
            .flatMap(rule ->
                method(rule.methodId()).stream()
                    .filter(ContactMethod::isVerified)
                    .map(method -> new Call(method, awake(urgency, begin.plus(rule.after())))))
            .toList();
    return byRule.isEmpty()
        ? usable().stream().limit(1).map(method -> new Call(method, begin)).toList()
        : eachOnce(byRule);
  }

  /** Of the calls for {@code urgency} those that are made first. */
  public List<Call> firstCalls(Urgency urgency, Instant now) {
    var all = calls(urgency, now);
    return all.stream().filter(call -> call.due().equals(all.getFirst().due())).toList();
  }

  private static List<Call> eachOnce(List<Call> calls) {
    var once = new ArrayList<Call>();
    for (var call : calls) {
      if (once.stream().noneMatch(other -> other.method().equals(call.method()))) {
        once.add(call);
      }
    }
    return once;
  }

  /** What is urgent does not wait for the morning. */
  private Instant awake(Urgency urgency, Instant at) {
    return switch (urgency) {
      case HIGH -> at;
      case LOW -> quietHours.map(quiet -> quiet.over(at)).orElse(at);
    };
  }
}
