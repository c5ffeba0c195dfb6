package io.taskcall.oncall.domain.incident;

import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.IncidentSnapshot.Urgency;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.PageEvent.Channel;
import io.taskcall.contracts.Priority;
import io.taskcall.oncall.domain.escalation.Directory;
import io.taskcall.oncall.domain.escalation.Escalation;
import io.taskcall.oncall.domain.escalation.Person;
import io.taskcall.oncall.domain.escalation.Policy;
import io.taskcall.oncall.domain.escalation.Position;
import io.taskcall.oncall.domain.routing.Routing;
import io.taskcall.oncall.domain.routing.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who would be paged about an alert if nobody answered: the same rules as for a real one, played
 * through to their end.
 *
 * @param rule the rule of the service that would count
 * @param policy whom it would ask
 * @param quiet why nobody would be asked at once; empty if somebody would
 * @param begins when the first level would be asked
 */
public record Forecast(
    Urgency urgency,
    @Nullable Priority priority,
    Optional<String> rule,
    Policy policy,
    Optional<String> quiet,
    Instant begins,
    List<Asked> levels) {
  private static final int STEPS_MAX = 500;
  private static final List<String> NOBODY = List.of("nobody is on call");

  public Forecast {
    levels = List.copyOf(levels);
  }

  /**
   * A level, when its turn comes.
   *
   * @param skipped why it would be passed over at once
   */
  public record Asked(
      Position position, Instant at, List<Reached> people, Optional<String> skipped) {
    public Asked {
      people = List.copyOf(people);
    }
  }

  /**
   * Somebody who would be asked.
   *
   * @param name empty if nobody knows the person any more
   * @param ways how the person would be reached; none if there is no usable method
   */
  public record Reached(UUID userId, String name, List<Way> ways) {
    public Reached {
      ways = List.copyOf(ways);
    }

    /** True if some message would arrive. */
    public boolean usable() {
      return !ways.isEmpty();
    }
  }

  /** A message to a person, and how long after the person is asked. */
  public record Way(Channel channel, String address, Duration after) {}

  /**
   * Plays it through.
   *
   * @param number that of the incident that it would be
   */
  public static Forecast of(
      Service service,
      Routing routing,
      AlertDetails alert,
      Level level,
      Directory directory,
      long number,
      Instant at) {
    var rule = routing.judge(alert, at).rule();
    var treatment = rule.map(Rule::treatment);
    var plain = Trouble.of(alert, level);
    var trouble = treatment.map(plain::treated).orElse(plain);
    var policy = treatment.flatMap(Rule.Treatment::policy).orElse(service.policy());
    boolean suppressed = treatment.filter(Rule.Treatment::suppress).isPresent();
    var pause = routing.pauseAt(at);
    var quiet =
        suppressed
            ? rule.map(r -> "rule \"" + r.name() + "\" records it and pages nobody")
            : pause.map(p -> "maintenance \"" + p.name() + "\" goes on until " + p.until());
    var begins = pause.map(Routing.Pause::until).orElse(at);
    return new Forecast(
        trouble.urgency(),
        trouble.priority(),
        rule.map(Rule::name),
        policy,
        quiet,
        begins,
        suppressed ? List.of() : levels(policy, directory, trouble.urgency(), number, begins));
  }

  private static List<Asked> levels(
      Policy policy, Directory directory, Urgency urgency, long number, Instant begins) {
    var levels = new ArrayList<Asked>();
    var at = begins;
    var position = Optional.of(Position.FIRST).filter(_ -> !policy.levels().isEmpty());
    while (position.isPresent() && levels.size() < STEPS_MAX) {
      var here = position.get();
      var now = at;
      var wanted = Escalation.wanted(here, policy, directory, number, now);
      var people =
          wanted.people().stream().map(id -> reached(id, directory, urgency, now)).toList();
      boolean anybody = people.stream().anyMatch(Reached::usable);
      var why =
          people.isEmpty()
              ? String.join("; ", wanted.faults().isEmpty() ? NOBODY : wanted.faults())
              : "nobody has a usable contact method";
      levels.add(new Asked(here, now, people, anybody ? Optional.empty() : Optional.of(why)));
      if (anybody) {
        at = now.plus(Escalation.level(here, policy).patience());
      }
      position = Escalation.after(here, policy);
    }
    return levels;
  }

  private static Reached reached(UUID id, Directory directory, Urgency urgency, Instant at) {
    return directory
        .person(id)
        .map(person -> new Reached(id, person.name(), ways(person, urgency, at)))
        .orElseGet(() -> new Reached(id, "", List.of()));
  }

  private static List<Way> ways(Person person, Urgency urgency, Instant at) {
    return person.reach().calls(urgency, at).stream()
        .map(call ->
            new Way(
                call.method().channel(), call.method().address(), Duration.between(at, call.due())))
        .toList();
  }

  /** Those who would be asked and have no usable method, each once. */
  public List<Reached> unreachable() {
    return levels.stream()
        .flatMap(level -> level.people().stream())
        .filter(person -> !person.usable())
        .distinct()
        .toList();
  }
}
