package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.impact.Graph;
import io.taskcall.oncall.domain.impact.Health;
import io.taskcall.oncall.domain.impact.LastDays;
import io.taskcall.oncall.domain.impact.Node;
import io.taskcall.oncall.domain.rotation.Window;
import io.taskcall.oncall.postgres.ServiceGraphs;
import io.taskcall.oncall.postgres.Troubles;
import io.taskcall.oncall.postgres.Troubles.Ongoing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How all services of an organization stand, put together from what the database knows. */
@ApplicationScoped
class Standing {
  static final int DAYS = 30;
  private static final int INCIDENTS_MAX = 200;

  private final ServiceGraphs graphs;
  private final Troubles troubles;

  Standing(ServiceGraphs graphs, Troubles troubles) {
    this.graphs = graphs;
    this.troubles = troubles;
  }

  /**
   * How all services stand.
   *
   * @param ongoing incidents, newest first
   */
  record Overview(
      Graph graph, Map<UUID, List<Window>> troubles, List<Ongoing> ongoing, LastDays lastDays) {
    Health health(Node service) {
      return Health.of(service, graph, troubles, lastDays);
    }

    /** The incidents that a service feels. */
    List<Ongoing> felt(Node service) {
      var needed = graph.neededBy(service.id());
      return ongoing.stream().filter(incident -> needed.contains(incident.serviceId())).toList();
    }
  }

  Uni<Overview> of(UUID organizationId, LastDays lastDays) {
    return graphs
        .of(organizationId)
        .flatMap(graph ->
            troubles
                .since(organizationId, lastDays.start())
                .flatMap(windows ->
                    troubles
                        .ongoing(organizationId, INCIDENTS_MAX)
                        .map(ongoing -> new Overview(graph, windows, ongoing, lastDays))));
  }

  /** Today, where nobody asks about the days before. */
  static LastDays today() {
    return new LastDays(1, ZoneId.of("UTC"), Instant.now());
  }

  static LastDays lastDays(int days, String zone) {
    if (days < 1 || days > LastDays.MOST) {
      throw ProblemException.field("days", "is from 1 to " + LastDays.MOST + ", was " + days);
    }
    return new LastDays(days, zone("zone", zone), Instant.now());
  }

  static ZoneId zone(String field, String id) {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException e) {
      throw ProblemException.field(field, "is a time zone such as Europe/Berlin");
    }
  }
}
