package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.impact.LastDays;
import io.taskcall.oncall.domain.status.Dashboard;
import io.taskcall.oncall.postgres.StatusUpdates;
import io.taskcall.oncall.postgres.Troubles.Ongoing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Puts together what dashboards show; for the public at most every few seconds. */
@ApplicationScoped
class DashboardViews {
  private static final Duration FRESH = Duration.ofSeconds(3);

  private final Standing standing;
  private final StatusUpdates updates;
  private final Map<UUID, Remembered> remembered = new ConcurrentHashMap<>();

  DashboardViews(Standing standing, StatusUpdates updates) {
    this.standing = standing;
    this.updates = updates;
  }

  /** What a dashboard shows, and the graph's picture if it has one. */
  record Seen(DashboardView view, String picture) {}

  private record Remembered(Dashboard dashboard, Instant until, Uni<Seen> seen) {
    boolean isOf(Dashboard other, Instant now) {
      return dashboard.equals(other) && now.isBefore(until);
    }
  }

  /** As it is now. */
  Uni<Seen> now(Dashboard dashboard) {
    return Uni.createFrom()
        .deferred(() ->
            standing.of(
                dashboard.organizationId(),
                new LastDays(Standing.DAYS, dashboard.zone(), Instant.now())))
        .flatMap(overview -> {
          var incidents = DashboardView.incidents(dashboard, overview);
          return updates
              .of(incidents.stream().map(Ongoing::id).toList())
              .map(said ->
                  new Seen(
                      DashboardView.of(dashboard, overview, incidents, said),
                      dashboard.graph() ? GraphPicture.of(overview, dashboard) : ""));
        });
  }

  /** As it was a moment ago, so that however many look, the database is asked as often. */
  Uni<Seen> recent(Dashboard dashboard) {
    var now = Instant.now();
    return remembered
        .compute(
            dashboard.id(),
            (_, last) ->
                last != null && last.isOf(dashboard, now)
                    ? last
                    : new Remembered(
                        dashboard, now.plus(FRESH), now(dashboard).memoize().indefinitely()))
        .seen();
  }
}
