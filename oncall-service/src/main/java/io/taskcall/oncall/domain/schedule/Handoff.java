package io.taskcall.oncall.domain.schedule;

import io.taskcall.oncall.domain.rotation.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Other people come on call.
 *
 * @param to who is on call from then on; nobody at the beginning of a gap
 */
public record Handoff(Instant at, List<UUID> from, List<UUID> to) {
  /** Somebody who has no relief for so many stretches of time has none. */
  private static final int FARTHEST = 10_000;

  public Handoff {
    from = List.copyOf(from);
    to = List.copyOf(to);
  }

  /** The next one after {@code at} but not after {@code latest}. */
  public static Optional<Handoff> after(Schedule schedule, Instant at, Instant latest) {
    var resolver = new Resolver(schedule, new Window(at, latest));
    var now = resolver.at(at);
    var people = now.people();
    for (int i = 0; i < FARTHEST && now.during().end().isBefore(latest); i++) {
      var end = now.during().end();
      now = resolver.at(end);
      if (!now.people().equals(people)) {
        return Optional.of(new Handoff(end, people, now.people()));
      }
    }
    return Optional.empty();
  }
}
