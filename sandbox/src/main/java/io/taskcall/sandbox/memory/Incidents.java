package io.taskcall.sandbox.memory;

import io.taskcall.sandbox.domain.incident.Incident;
import io.taskcall.sandbox.domain.incident.IncidentChange;
import io.taskcall.sandbox.domain.incident.IncidentQuery;
import io.taskcall.sandbox.domain.incident.Person;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The incidents of the sandbox's Datadog, in the order they were declared. */
@ApplicationScoped
public class Incidents {
  private static final int INCIDENTS_MAX = 20_000;

  /** Older versions are kept for the search, which lags behind. */
  private static final int VERSIONS_MAX = 8;

  /** What changed, for those who announce it. */
  public record Changed(Incident before, Incident after) {}

  private final TreeMap<Long, Deque<Incident>> byNumber = new TreeMap<>();
  private final Map<UUID, Long> numbers = new HashMap<>();
  private long lastNumber = 1000;

  public synchronized Incident declare(IncidentChange first, Person by, Instant at) {
    var incident = Incident.declared(UUID.randomUUID(), ++lastNumber, first, by, at);
    var versions = new ArrayDeque<Incident>();
    versions.add(incident);
    byNumber.put(incident.number(), versions);
    numbers.put(incident.id(), incident.number());
    if (byNumber.size() > INCIDENTS_MAX) {
      numbers.remove(byNumber.pollFirstEntry().getValue().getLast().id());
    }
    return incident;
  }

  public synchronized Optional<Incident> find(UUID id) {
    return versions(id).map(Deque::getLast);
  }

  public synchronized Optional<Changed> change(
      UUID id, IncidentChange change, Person by, Instant at) {
    return versions(id)
        .map(versions -> {
          var before = versions.getLast();
          var after = before.changed(change, by, at);
          versions.addLast(after);
          if (versions.size() > VERSIONS_MAX) {
            versions.removeFirst();
          }
          return new Changed(before, after);
        });
  }

  public synchronized boolean remove(UUID id) {
    var number = numbers.remove(id);
    return number != null && byNumber.remove(number) != null;
  }

  /** Ascending by number, as Datadog lists them. */
  public synchronized List<Incident> list(int offset, int limit) {
    return byNumber.values().stream().skip(offset).limit(limit).map(Deque::getLast).toList();
  }

  public synchronized List<Incident> newest(int limit) {
    return byNumber.descendingMap().values().stream().limit(limit).map(Deque::getLast).toList();
  }

  /** What the search knew at {@code asOf}. */
  public synchronized List<Incident> search(IncidentQuery query, Instant asOf) {
    return byNumber.values().stream()
        .flatMap(versions -> asOf(versions, asOf).stream())
        .filter(query)
        .toList();
  }

  /** The oldest version that is kept stands for those that aren't. */
  private static Optional<Incident> asOf(Deque<Incident> versions, Instant asOf) {
    if (versions.getFirst().history().created().isAfter(asOf)) {
      return Optional.empty();
    }
    return versions.stream()
        .filter(version -> !version.history().modified().isAfter(asOf))
        .reduce((older, newer) -> newer)
        .or(() -> Optional.of(versions.getFirst()));
  }

  private Optional<Deque<Incident>> versions(UUID id) {
    return Optional.ofNullable(numbers.get(id)).map(byNumber::get);
  }
}
