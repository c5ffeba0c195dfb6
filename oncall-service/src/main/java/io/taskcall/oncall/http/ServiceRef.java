package io.taskcall.oncall.http;

import io.taskcall.oncall.domain.impact.Graph;
import io.taskcall.oncall.domain.impact.Node;
import java.util.List;
import java.util.UUID;

/**
 * A service where another one is spoken of.
 *
 * @param kind technical or business
 */
public record ServiceRef(UUID id, String name, String kind) {
  static ServiceRef of(Node node) {
    return new ServiceRef(node.id(), node.name(), Words.of(node.kind()));
  }

  static List<ServiceRef> of(List<Node> nodes) {
    return nodes.stream().map(ServiceRef::of).toList();
  }

  /** The service of a graph, which the organization must have. */
  static Node find(Graph graph, String id) {
    return graph
        .service(IncidentResource.uuid(id))
        .orElseThrow(() -> ProblemException.notFound("service"));
  }
}
