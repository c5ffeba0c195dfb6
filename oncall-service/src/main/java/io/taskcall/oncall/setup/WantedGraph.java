package io.taskcall.oncall.setup;

import io.taskcall.contracts.Ids;
import io.taskcall.oncall.domain.escalation.Policy;
import io.taskcall.oncall.domain.impact.Graph;
import io.taskcall.oncall.domain.impact.Kind;
import io.taskcall.oncall.domain.impact.Linking;
import io.taskcall.oncall.domain.impact.Node;
import io.taskcall.oncall.postgres.ServiceGraphs.Place;
import io.taskcall.oncall.setup.SetupFile.ServiceEntry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The kinds and dependencies of services that a setup file wants. */
final class WantedGraph {
  private WantedGraph() {}

  static List<Place> of(List<ServiceEntry> entries, UUID organization) {
    var nodes = entries.stream().map(entry -> node(entry, organization)).toList();
    var graph = Graph.of(nodes, Map.of());
    var places = new ArrayList<Place>();
    for (int i = 0; i < entries.size(); i++) {
      var entry = entries.get(i);
      var service = id(entry.key(), organization);
      var field = "services[" + i + "].dependsOn";
      var dependsOn = dependencies(entry.dependsOn(), organization);
      graph =
          switch (graph.link(service, dependsOn == null ? Set.of() : dependsOn)) {
            case Linking.Linked(Graph linked) -> linked;
            case Linking.Cycle cycle -> throw new Mistake(field, "closes a cycle: " + cycle.said());
            case Linking.Unknown(UUID unknown) ->
                throw new Mistake(
                    field, "names no service of this file: " + key(entry, unknown, organization));
          };
      places.add(new Place(service, entry.kind(), dependsOn));
    }
    return places;
  }

  /** Business services ask nobody unless they say whom. */
  static Policy policy(ServiceEntry entry, Map<String, Policy> policies) {
    if (entry.policy() == null && entry.kind() == Kind.BUSINESS) {
      return Policy.NONE;
    }
    var key = Mistake.needed("services: the policy of " + entry.key(), entry.policy());
    return Wanted.find("policy", key, policies);
  }

  private static Node node(ServiceEntry entry, UUID organization) {
    var kind = entry.kind() == null ? Kind.TECHNICAL : entry.kind();
    return new Node(id(entry.key(), organization), entry.name(), kind);
  }

  private static @Nullable Set<UUID> dependencies(@Nullable List<String> keys, UUID organization) {
    if (keys == null) {
      return null;
    }
    var ids = new LinkedHashSet<UUID>();
    keys.forEach(key -> ids.add(id(key, organization)));
    return ids;
  }

  private static String key(ServiceEntry entry, UUID unknown, UUID organization) {
    return Layers.given(entry.dependsOn()).stream()
        .filter(key -> id(key, organization).equals(unknown))
        .findFirst()
        .orElse(entry.key());
  }

  private static UUID id(String key, UUID organization) {
    return Ids.derive("service", organization, key);
  }
}
