package io.taskcall.oncall.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.taskcall.oncall.domain.link.SecretLinks;
import io.taskcall.oncall.domain.link.SecretLinks.Purpose;
import io.taskcall.oncall.domain.link.SecretLinks.Said;
import io.taskcall.oncall.domain.status.Audience;
import io.taskcall.oncall.domain.status.Dashboard;
import io.taskcall.oncall.postgres.Dashboards;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A dashboard as the API shows it.
 *
 * @param audience organization or public
 * @param services ids; all business services if there are none
 * @param url where everybody who has it may look; null unless it is public
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DashboardBody(
    UUID id,
    String name,
    String audience,
    List<UUID> services,
    String zone,
    boolean titles,
    boolean graph,
    @Nullable String url) {
  static final int NAME_MAX = 200;
  private static final int SERVICES_MAX = 200;

  /** A dashboard that is to be. */
  @Schema(name = "NewDashboard")
  public record Wish(
      @Schema(examples = "Shop", maxLength = NAME_MAX, required = true) @Nullable String name,
      @Schema(
              description =
                  "organization (the usual): its people, with their API keys; or public: everybody"
                      + " who has its secret link.")
          @Nullable String audience,
      @Schema(description = "Ids of services; all business services if left out.")
          @Nullable List<UUID> services,
      @Schema(description = "Whose calendar the days are of.", examples = "Europe/Berlin")
          @Nullable String zone,
      @Schema(description = "Whether incidents are shown with their titles (the usual).")
          @Nullable Boolean titles,
      @Schema(description = "Whether it shows which service depends on which; usually not.")
          @Nullable Boolean graph) {
    Dashboard dashboard(UUID id, UUID organizationId) {
      return new Dashboard(
          id,
          organizationId,
          Limits.line("name", name, NAME_MAX),
          audience == null
              ? Audience.ORGANIZATION
              : Words.read("audience", audience, List.of(Audience.values())),
          services == null || services.isEmpty()
              ? List.of()
              : Limits.list("services", services, SERVICES_MAX).stream().distinct().toList(),
          Standing.zone("zone", zone == null ? "UTC" : zone),
          titles == null || titles,
          graph != null && graph);
    }
  }

  static DashboardBody of(Dashboards.Kept kept, SecretLinks links, URI front) {
    var dashboard = kept.dashboard();
    return new DashboardBody(
        dashboard.id(),
        dashboard.name(),
        Words.of(dashboard.audience()),
        dashboard.services(),
        dashboard.zone().getId(),
        dashboard.titles(),
        dashboard.graph(),
        switch (dashboard.audience()) {
          case ORGANIZATION -> null;
          case PUBLIC -> {
            var said = new Said(dashboard.id(), kept.link());
            yield front.toString().replaceAll("/+$", "")
                + "/status/"
                + links.token(Purpose.DASHBOARD, said);
          }
        });
  }
}
