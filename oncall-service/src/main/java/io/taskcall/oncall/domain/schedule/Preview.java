package io.taskcall.oncall.domain.schedule;

import io.taskcall.oncall.domain.rotation.Window;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What a change would do.
 *
 * @param differences when other people would be on call than now
 * @param gaps when nobody would be on call, but somebody is now
 * @param doubled when somebody would be on call for two reasons at once, but is not now
 */
public record Preview(
    List<Difference> differences, List<Window> gaps, List<Doubled> doubled, List<Left> left) {
  public Preview {
    differences = List.copyOf(differences);
    gaps = List.copyOf(gaps);
    doubled = List.copyOf(doubled);
    left = List.copyOf(left);
  }

  /** Who is on call for a while, and who would be. */
  public record Difference(Window during, People people) {
    /** Before and after. */
    public record People(List<UUID> before, List<UUID> after) {}
  }

  /** Somebody who would be on call twice. */
  public record Doubled(Window during, UUID person) {}

  /** Somebody whose turn it would be, but who left. */
  public record Left(Window during, UUID person) {}

  /** As if nobody had ever left. */
  public static Preview of(Schedule before, Schedule after, Window during) {
    return of(before, after, during, _ -> true);
  }

  /**
   * What becomes of it.
   *
   * @param here false for people who left: they count as nobody
   */
  public static Preview of(Schedule before, Schedule after, Window during, Predicate<UUID> here) {
    var now = new Resolver(before, during);
    var then = new Resolver(after, during);
    var differences = new Runs<Difference.People>();
    var gaps = new Runs<Boolean>();
    var doubled = new Runs<UUID>();
    var left = new Runs<UUID>();
    var at = during.start();
    while (at.isBefore(during.end())) {
      var old = now.at(at);
      var changed = then.at(at);
      var part = old.during().and(changed.during()).and(during);
      var people =
          new Difference.People(
              old.people().stream().filter(here).toList(),
              changed.people().stream().filter(here).toList());
      if (!Set.copyOf(people.before()).equals(Set.copyOf(people.after()))) {
        differences.add(people, part);
      }
      if (people.after().isEmpty() && !old.people().isEmpty()) {
        gaps.add(true, part);
      }
      changed.people().stream().filter(here.negate()).forEach(person -> left.add(person, part));
      var already = twice(old);
      twice(changed).stream()
          .filter(person -> !already.contains(person))
          .forEach(person -> doubled.add(person, part));
      at = part.end();
    }
    return new Preview(
        differences.list((people, window) -> new Difference(window, people)),
        gaps.list((_, window) -> window),
        doubled.list((person, window) -> new Doubled(window, person)),
        left.list((person, window) -> new Left(window, person)));
  }

  private static Set<UUID> twice(Stretch stretch) {
    var once = new HashSet<UUID>();
    var twice = new HashSet<UUID>();
    for (var duty : stretch.duties()) {
      for (var person : duty.people()) {
        if (!once.add(person)) {
          twice.add(person);
        }
      }
    }
    return twice;
  }
}
