package io.taskcall.oncall.domain.impact;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Which services depend on which others. */
public final class Graph {
  private static final Comparator<Node> BY_NAME =
      Comparator.comparing(Node::name).thenComparing(Node::id);

  private final Map<UUID, Node> services;
  private final Map<UUID, Set<UUID>> dependencies;
  private final Map<UUID, Set<UUID>> dependents;

  private Graph(Map<UUID, Node> services, Map<UUID, Set<UUID>> dependencies) {
    this.services = services;
    this.dependencies = dependencies;
    this.dependents = turned(dependencies);
  }

  /** A graph of these services; a dependency on any other is none. */
  public static Graph of(Collection<Node> services, Map<UUID, Set<UUID>> dependencies) {
    var known = new LinkedHashMap<UUID, Node>();
    services.stream().sorted(BY_NAME).forEach(node -> known.put(node.id(), node));
    var edges = new HashMap<UUID, Set<UUID>>();
    dependencies.forEach((from, all) -> {
      var kept = new LinkedHashSet<>(all);
      kept.retainAll(known.keySet());
      if (known.containsKey(from) && !kept.isEmpty()) {
        edges.put(from, kept);
      }
    });
    return new Graph(known, edges);
  }

  private static Map<UUID, Set<UUID>> turned(Map<UUID, Set<UUID>> edges) {
    var turned = new HashMap<UUID, Set<UUID>>();
    edges.forEach((from, all) ->
        all.forEach(to -> turned.computeIfAbsent(to, _ -> new LinkedHashSet<>()).add(from)));
    return turned;
  }

  /** All services, by name. */
  public List<Node> services() {
    return List.copyOf(services.values());
  }

  /** One of them. */
  public Optional<Node> service(UUID id) {
    return Optional.ofNullable(services.get(id));
  }

  /** What a service depends on itself, by name. */
  public List<Node> dependencies(UUID service) {
    return named(dependencies.getOrDefault(service, Set.of()));
  }

  /** What depends on a service itself, by name. */
  public List<Node> dependents(UUID service) {
    return named(dependents.getOrDefault(service, Set.of()));
  }

  /** The service, and all that it depends on, directly or through others. */
  public Set<UUID> neededBy(UUID service) {
    return reached(service, dependencies);
  }

  /** The service, and all that depends on it, directly or through others: its trouble is theirs. */
  public Set<UUID> reachedFrom(UUID service) {
    return reached(service, dependents);
  }

  /** The business services that trouble of a service reaches, by name. */
  public List<Node> affectedBy(UUID service) {
    return named(reachedFrom(service)).stream()
        .filter(node -> node.kind() == Kind.BUSINESS)
        .toList();
  }

  /** A shortest way from a service to one it depends on, with both; empty if it does not. */
  public List<Node> way(UUID from, UUID to) {
    var before = new HashMap<UUID, UUID>();
    var next = new ArrayDeque<>(List.of(from));
    while (!next.isEmpty() && !before.containsKey(to)) {
      var service = next.remove();
      for (var needed : dependencies.getOrDefault(service, Set.of())) {
        if (before.putIfAbsent(needed, service) == null) {
          next.add(needed);
        }
      }
    }
    return before.containsKey(to) ? back(from, to, before) : List.of();
  }

  /** The same graph with a service that depends on these and on nothing else. */
  public Linking link(UUID service, Set<UUID> dependsOn) {
    for (var other : withFirst(service, dependsOn)) {
      if (!services.containsKey(other)) {
        return new Linking.Unknown(other);
      }
    }
    for (var other : dependsOn) {
      var closing = other.equals(service) ? named(Set.of(service)) : way(other, service);
      if (!closing.isEmpty()) {
        var path = new ArrayList<>(named(Set.of(service)));
        path.addAll(closing);
        return new Linking.Cycle(path);
      }
    }
    var edges = new HashMap<>(dependencies);
    edges.put(service, dependsOn);
    return new Linking.Linked(of(services.values(), edges));
  }

  private static Set<UUID> withFirst(UUID first, Set<UUID> others) {
    var all = new LinkedHashSet<UUID>();
    all.add(first);
    all.addAll(others);
    return all;
  }

  private List<Node> back(UUID from, UUID to, Map<UUID, UUID> before) {
    var path = new ArrayList<UUID>();
    for (UUID at = to; at != null; at = before.get(at)) {
      path.add(at);
      if (at.equals(from) && path.size() > 1) {
        break;
      }
    }
    Collections.reverse(path);
    return path.stream().flatMap(id -> service(id).stream()).toList();
  }

  private static Set<UUID> reached(UUID service, Map<UUID, Set<UUID>> edges) {
    var all = new LinkedHashSet<UUID>();
    var next = new ArrayDeque<>(List.of(service));
    while (!next.isEmpty()) {
      var found = next.remove();
      if (all.add(found)) {
        next.addAll(edges.getOrDefault(found, Set.of()));
      }
    }
    return all;
  }

  private List<Node> named(Set<UUID> ids) {
    return ids.stream().flatMap(id -> service(id).stream()).sorted(BY_NAME).toList();
  }
}
