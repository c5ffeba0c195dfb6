package io.taskcall.oncall.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.taskcall.contracts.IncidentSnapshot;
import io.taskcall.contracts.Priority;
import io.taskcall.oncall.domain.impact.Affected;
import io.taskcall.oncall.domain.impact.Graph;
import io.taskcall.oncall.domain.impact.Node;
import io.taskcall.oncall.postgres.Troubles.Ongoing;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a service goes through, and who feels it.
 *
 * @param status healthy or impacted
 * @param impactedSince since when without a break
 * @param incidents those of the service and of what it depends on
 * @param affects the business services that its trouble reaches
 * @param summary the same in words, if there is trouble
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ImpactBody(
    ServiceRef service,
    String status,
    @Nullable Instant impactedSince,
    List<CauseBody> incidents,
    List<ServiceRef> affects,
    String summary) {
  /**
   * An incident that a service feels.
   *
   * @param via the services from the one that feels it to the one that has it
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record CauseBody(
      UUID id,
      long number,
      String title,
      IncidentSnapshot.Status status,
      @Nullable Priority priority,
      Instant openedAt,
      List<ServiceRef> via) {
    static CauseBody of(Ongoing incident, Node service, Graph graph) {
      var way = graph.way(service.id(), incident.serviceId());
      return new CauseBody(
          incident.id(),
          incident.number(),
          incident.title(),
          incident.status(),
          incident.priority(),
          incident.openedAt(),
          ServiceRef.of(way.isEmpty() ? List.of(service) : way));
    }
  }

  static ImpactBody of(Node service, Standing.Overview overview) {
    var graph = overview.graph();
    var health = overview.health(service);
    var affects = graph.affectedBy(service.id());
    return new ImpactBody(
        ServiceRef.of(service),
        status(health.isImpacted()),
        health.impactedSince().orElse(null),
        overview.felt(service).stream()
            .map(incident -> CauseBody.of(incident, service, graph))
            .toList(),
        ServiceRef.of(affects),
        health.isImpacted() ? said(affects) : "");
  }

  static String status(boolean impacted) {
    return impacted ? "impacted" : "healthy";
  }

  static String said(List<Node> services) {
    return Affected.said(services.stream().map(Node::name).toList());
  }
}
