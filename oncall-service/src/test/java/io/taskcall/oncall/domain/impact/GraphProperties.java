package io.taskcall.oncall.domain.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds for every way in which services may depend on each other. */
class GraphProperties {
  static final int SERVICES = 8;

  /** A wish that one service depends on another. */
  record Wish(int from, int to) {
    static Wish of(int number) {
      return new Wish(number / SERVICES, number % SERVICES);
    }
  }

  @Property
  void graph_made_link_by_link_never_has_a_cycle(
      @ForAll @Size(max = 40) List<@IntRange(max = SERVICES * SERVICES - 1) Integer> wishes) {
    var graph = built(wishes);
    for (int i = 0; i < SERVICES; i++) {
      var service = id(i);
      assertThat(graph.dependencies(service))
          .noneMatch(needed -> graph.neededBy(needed.id()).contains(service));
    }
  }

  @Property
  void refused_link_names_a_way_from_the_service_back_to_it(
      @ForAll @Size(max = 40) List<@IntRange(max = SERVICES * SERVICES - 1) Integer> wishes,
      @ForAll @IntRange(max = SERVICES * SERVICES - 1) int last) {
    var graph = built(wishes);
    var wish = Wish.of(last);
    if (linked(graph, wish) instanceof Linking.Cycle(List<Node> path)) {
      assertThat(path.getFirst().id()).isEqualTo(id(wish.from())).isEqualTo(path.getLast().id());
      assertThat(path.get(1).id()).isEqualTo(id(wish.to()));
      for (int i = 1; i + 1 < path.size(); i++) {
        assertThat(graph.dependencies(path.get(i).id())).contains(path.get(i + 1));
      }
    } else {
      assertThat(graph.neededBy(id(wish.to()))).doesNotContain(id(wish.from()));
    }
  }

  @Property
  void trouble_reaches_exactly_those_who_need_the_service(
      @ForAll @Size(max = 40) List<@IntRange(max = SERVICES * SERVICES - 1) Integer> wishes) {
    var graph = built(wishes);
    var needs = closure(graph);
    for (int i = 0; i < SERVICES; i++) {
      var service = id(i);
      var expected = new HashSet<>(Set.of(service));
      needs.forEach((who, all) -> {
        if (all.contains(service)) {
          expected.add(who);
        }
      });
      assertThat(graph.reachedFrom(service)).isEqualTo(expected);
      assertThat(graph.affectedBy(service))
          .allMatch(node -> node.kind() == Kind.BUSINESS)
          .hasSize((int) expected.stream().filter(who -> isBusiness(graph, who)).count());
    }
  }

  @Property
  void even_services_that_depend_on_each_other_are_looked_at_once(
      @ForAll @Size(max = 40) List<@IntRange(max = SERVICES * SERVICES - 1) Integer> wishes) {
    var edges = new HashMap<UUID, Set<UUID>>();
    for (var number : wishes) {
      var wish = Wish.of(number);
      edges.computeIfAbsent(id(wish.from()), _ -> new HashSet<>()).add(id(wish.to()));
    }
    var graph = Graph.of(nodes(), edges);
    for (int i = 0; i < SERVICES; i++) {
      for (int j = 0; j < SERVICES; j++) {
        var way = graph.way(id(i), id(j));
        assertThat(way.size()).isLessThanOrEqualTo(SERVICES + 1);
        if (i != j) {
          assertThat(!way.isEmpty()).isEqualTo(graph.neededBy(id(i)).contains(id(j)));
          assertThat(graph.neededBy(id(i)).contains(id(j)))
              .isEqualTo(graph.reachedFrom(id(j)).contains(id(i)));
        }
      }
    }
  }

  private static Graph built(List<Integer> wishes) {
    var graph = Graph.of(nodes(), Map.of());
    for (var number : wishes) {
      if (linked(graph, Wish.of(number)) instanceof Linking.Linked(Graph next)) {
        graph = next;
      }
    }
    return graph;
  }

  private static Linking linked(Graph graph, Wish wish) {
    var dependsOn = new HashSet<UUID>();
    graph.dependencies(id(wish.from())).forEach(node -> dependsOn.add(node.id()));
    dependsOn.add(id(wish.to()));
    return graph.link(id(wish.from()), dependsOn);
  }

  /** What each service needs, found by adding until nothing is new. */
  private static Map<UUID, Set<UUID>> closure(Graph graph) {
    var needs = new HashMap<UUID, Set<UUID>>();
    graph
        .services()
        .forEach(node -> {
          var direct = new HashSet<UUID>();
          graph.dependencies(node.id()).forEach(needed -> direct.add(needed.id()));
          needs.put(node.id(), direct);
        });
    boolean grew = true;
    while (grew) {
      grew = false;
      for (var all : needs.values()) {
        for (var needed : new ArrayList<>(all)) {
          grew |= all.addAll(needs.getOrDefault(needed, Set.of()));
        }
      }
    }
    return needs;
  }

  private static boolean isBusiness(Graph graph, UUID service) {
    return graph.service(service).orElseThrow().kind() == Kind.BUSINESS;
  }

  private static List<Node> nodes() {
    return IntStream.range(0, SERVICES)
        .mapToObj(i -> new Node(id(i), "Service " + i, i % 2 == 0 ? Kind.BUSINESS : Kind.TECHNICAL))
        .toList();
  }

  private static UUID id(int number) {
    return new UUID(0, number + 1);
  }
}
