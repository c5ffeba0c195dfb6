package io.taskcall.oncall.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.taskcall.contracts.IncidentSnapshot;
import io.taskcall.oncall.domain.impact.Node;
import io.taskcall.oncall.domain.status.Dashboard;
import io.taskcall.oncall.http.StatusUpdateResource.StatusUpdateBody;
import io.taskcall.oncall.postgres.StatusUpdates;
import io.taskcall.oncall.postgres.Troubles.Ongoing;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a dashboard shows, the impacted services first.
 *
 * @param status impacted if any of its services is
 * @param incidents those that go on, newest first
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DashboardView(
    String name,
    String status,
    Instant at,
    String zone,
    List<HealthBody> services,
    List<IncidentView> incidents) {
  static final int INCIDENTS_MAX = 50;

  /**
   * An incident for stakeholders.
   *
   * @param title null if the dashboard does not show titles
   * @param services names of the services of the dashboard that feel it
   * @param updates newest first, without the names of those who wrote them
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record IncidentView(
      long number,
      @Nullable String title,
      IncidentSnapshot.Status status,
      Instant openedAt,
      List<String> services,
      List<UpdateView> updates) {}

  /** A status update for stakeholders. */
  public record UpdateView(Instant at, String message) {
    static UpdateView of(StatusUpdateBody update) {
      return new UpdateView(update.at(), update.message());
    }
  }

  static DashboardView of(
      Dashboard dashboard,
      Standing.Overview overview,
      List<Ongoing> incidents,
      Map<UUID, List<StatusUpdates.Update>> updates) {
    var zone = dashboard.zone().getId();
    var services =
        dashboard.shown(overview.graph()).stream()
            .map(node -> HealthBody.of(overview.health(node), zone))
            .sorted(Comparator.comparing(health -> health.impactedSince() == null))
            .toList();
    boolean impacted = services.stream().anyMatch(service -> service.impactedSince() != null);
    return new DashboardView(
        dashboard.name(),
        ImpactBody.status(impacted),
        overview.lastDays().now(),
        zone,
        services,
        incidents.stream()
            .map(incident ->
                view(
                    incident,
                    dashboard,
                    dashboard.feeling(incident.serviceId(), overview.graph()),
                    updates.getOrDefault(incident.id(), List.of())))
            .toList());
  }

  /** The incidents that its services feel. */
  static List<Ongoing> incidents(Dashboard dashboard, Standing.Overview overview) {
    return overview.ongoing().stream()
        .filter(one -> !dashboard.feeling(one.serviceId(), overview.graph()).isEmpty())
        .limit(INCIDENTS_MAX)
        .toList();
  }

  private static IncidentView view(
      Ongoing incident,
      Dashboard dashboard,
      List<Node> feeling,
      List<StatusUpdates.Update> updates) {
    return new IncidentView(
        incident.number(),
        dashboard.titles() ? incident.title() : null,
        incident.status(),
        incident.openedAt(),
        feeling.stream().map(Node::name).toList(),
        updates.stream().map(StatusUpdateBody::of).map(UpdateView::of).toList());
  }
}
