package io.taskcall.oncall.domain.impact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Services arranged for a picture: each stands below everything that depends on it, as high as it
 * can.
 */
public final class Storeys {
  private final Graph graph;
  private final Collection<UUID> shown;
  private final Map<UUID, Integer> depths = new HashMap<>();

  private Storeys(Graph graph, Collection<UUID> shown) {
    this.graph = graph;
    this.shown = shown;
  }

  /** The services of {@code graph} that are shown, from the top down, each storey by name. */
  public static List<List<Node>> of(Graph graph, Collection<UUID> shown) {
    var storeys = new Storeys(graph, shown);
    var all = new ArrayList<List<Node>>();
    graph.services().stream()
        .filter(node -> shown.contains(node.id()))
        .forEach(node -> {
          int depth = storeys.depth(node.id());
          while (all.size() <= depth) {
            all.add(new ArrayList<>());
          }
          all.get(depth).add(node);
        });
    return all.stream().filter(storey -> !storey.isEmpty()).map(List::copyOf).toList();
  }

  /** One that is met again on its own way up counts as being at the top, so that this ends. */
  private int depth(UUID service) {
    var known = depths.putIfAbsent(service, 0);
    if (known != null) {
      return known;
    }
    int depth =
        graph.dependents(service).stream()
            .filter(node -> shown.contains(node.id()))
            .mapToInt(node -> depth(node.id()) + 1)
            .max()
            .orElse(0);
    depths.put(service, depth);
    return depth;
  }
}
