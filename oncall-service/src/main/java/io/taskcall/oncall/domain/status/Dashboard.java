package io.taskcall.oncall.domain.status;

import io.taskcall.oncall.domain.impact.Graph;
import io.taskcall.oncall.domain.impact.Kind;
import io.taskcall.oncall.domain.impact.Node;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/**
 * How some services do, for some people.
 *
 * @param services those it shows, in this order; all business services if there are none
 * @param zone whose calendar its days are of
 * @param titles whether incidents are shown with their titles
 * @param graph whether it shows which service depends on which
 */
public record Dashboard(
    UUID id,
    UUID organizationId,
    String name,
    Audience audience,
    List<UUID> services,
    ZoneId zone,
    boolean titles,
    boolean graph) {
  public Dashboard {
    services = List.copyOf(services);
  }

  /** The services that it shows. */
  public List<Node> shown(Graph graph) {
    return services.isEmpty()
        ? graph.services().stream().filter(node -> node.kind() == Kind.BUSINESS).toList()
        : services.stream().flatMap(id -> graph.service(id).stream()).toList();
  }

  /** Those of them that feel trouble of a service. */
  public List<Node> feeling(UUID service, Graph graph) {
    var reached = graph.reachedFrom(service);
    return shown(graph).stream().filter(node -> reached.contains(node.id())).toList();
  }
}
