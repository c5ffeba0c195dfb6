package io.taskcall.sandbox.memory;

import io.taskcall.sandbox.domain.monitor.GroupState;
import io.taskcall.sandbox.domain.monitor.Monitor;
import io.taskcall.sandbox.domain.monitor.MonitorNotice;
import io.taskcall.sandbox.domain.monitor.Transition;
import io.taskcall.sandbox.domain.webhook.EventIds;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The monitors of the sandbox's Datadog. */
@ApplicationScoped
public class Monitors {
  /** Of one monitor; the group that was quiet for longest is forgotten first. */
  private static final int GROUPS_MAX = 20_000;

  private static final class Watched {
    private Monitor monitor;
    private Map<String, @Nullable Object> options;
    private final Instant created;
    private Instant modified;
    private final LinkedHashMap<String, GroupState> groups = new LinkedHashMap<>();

    private Watched(Monitor monitor, Map<String, @Nullable Object> options, Instant created) {
      this.monitor = monitor;
      this.options = options;
      this.created = created;
      this.modified = created;
    }

    private WatchedMonitor snapshot() {
      return new WatchedMonitor(monitor, options, created, modified, groups);
    }
  }

  private final Map<Long, Watched> byId = new TreeMap<>();
  private final EventIds eventIds;
  private final AtomicLong lastId = new AtomicLong(155_844_757);

  Monitors(EventIds eventIds) {
    this.eventIds = eventIds;
    DemoMonitors.MONITORS.forEach(
        demo -> add(demo.monitor(), Map.of(), demo.scopes(), Instant.now()));
  }

  public long nextId() {
    return lastId.incrementAndGet();
  }

  public synchronized WatchedMonitor add(
      Monitor monitor, Map<String, @Nullable Object> options, List<String> scopes, Instant at) {
    var watched = new Watched(monitor, options, at);
    scopes.forEach(scope -> watched.groups.put(scope, GroupState.FRESH));
    byId.put(monitor.id(), watched);
    return watched.snapshot();
  }

  public synchronized List<WatchedMonitor> all() {
    return byId.values().stream().map(Watched::snapshot).toList();
  }

  public synchronized Optional<WatchedMonitor> find(long id) {
    return Optional.ofNullable(byId.get(id)).map(Watched::snapshot);
  }

  public synchronized Optional<WatchedMonitor> change(
      long id,
      UnaryOperator<Monitor> change,
      UnaryOperator<Map<String, @Nullable Object>> options,
      Instant at) {
    var watched = byId.get(id);
    if (watched == null) {
      return Optional.empty();
    }
    watched.monitor = change.apply(watched.monitor);
    watched.options = options.apply(watched.options);
    watched.modified = at;
    return Optional.of(watched.snapshot());
  }

  public synchronized boolean remove(long id) {
    return byId.remove(id) != null;
  }

  /** Moves one group, and says what Datadog would say about it. */
  public synchronized Optional<MonitorNotice> move(
      long id, Transition transition, String scope, boolean test, Instant at) {
    var watched = byId.get(id);
    if (watched == null) {
      return Optional.empty();
    }
    var before = watched.groups.getOrDefault(scope, GroupState.FRESH);
    var eventId = eventIds.next(at);
    var after = before.after(transition, eventId, at);
    if (!test) {
      watched.groups.remove(scope);
      watched.groups.put(scope, after);
      if (watched.groups.size() > GROUPS_MAX) {
        watched.groups.pollFirstEntry();
      }
    }
    return Optional.of(
        new MonitorNotice(watched.monitor, transition, scope, before, after, eventId, at, test));
  }
}
