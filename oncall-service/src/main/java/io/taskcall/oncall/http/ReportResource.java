package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.escalation.Directory;
import io.taskcall.oncall.domain.rotation.Window;
import io.taskcall.oncall.domain.schedule.Load;
import io.taskcall.oncall.postgres.Catalog;
import io.taskcall.oncall.postgres.PageCounts;
import io.taskcall.oncall.worker.Workers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What people carry. */
@Path("/api/v1/reports")
@Tag(name = "reports")
public final class ReportResource {
  private static final Duration USUAL = Duration.ofDays(30);
  private static final double SECONDS_OF_AN_HOUR = 3600;

  private final Catalog catalog;
  private final PageCounts pages;
  private final Workers workers;

  ReportResource(Catalog catalog, PageCounts pages, Workers workers) {
    this.catalog = catalog;
    this.pages = pages;
    this.workers = workers;
  }

  /**
   * What one person carries.
   *
   * @param nightHours of {@code hours}, those between 22:00 and 06:00
   * @param weekendHours of {@code hours}, those on Saturdays and Sundays
   * @param pages how many were sent to the person
   */
  public record LoadBody(
      UUID userId,
      String name,
      int shifts,
      double hours,
      double nightHours,
      double weekendHours,
      long pages) {}

  @GET
  @Path("load")
  @Operation(
      summary = "Shifts, nights, weekends and pages of each person",
      description =
          "Of the last 30 days, or from and until, at most 400 days apart. Nights and weekends go"
              + " by the time zone of each schedule. Those who carry most come first.")
  public Uni<Listing<LoadBody>> load(
      @Context ContainerRequestContext request,
      @QueryParam("from") @Nullable String from,
      @QueryParam("until") @Nullable String until) {
    var now = Instant.now();
    var during =
        from == null && until == null
            ? new Window(now.minus(USUAL), now)
            : PlannedSchedules.window(from, until);
    var organization = Defining.organization(request);
    return catalog
        .schedules(organization, during)
        .flatMap(directory ->
            pages
                .sent(organization, during)
                .flatMap(
                    sent -> workers.work(() -> Listing.whole(bodies(directory, during, sent)))));
  }

  private static List<LoadBody> bodies(Directory directory, Window during, Map<UUID, Long> sent) {
    var loads = Load.of(directory.schedules().values(), during);
    var names = new Names(directory);
    var people = new LinkedHashSet<>(loads.keySet());
    people.addAll(sent.keySet());
    return people.stream()
        .map(person ->
            body(
                person,
                names.responder(person).name(),
                loads.getOrDefault(person, Load.NONE),
                sent.getOrDefault(person, 0L)))
        .sorted(
            Comparator.comparingDouble(LoadBody::hours).reversed().thenComparing(LoadBody::name))
        .toList();
  }

  private static LoadBody body(UUID person, String name, Load load, long pages) {
    return new LoadBody(
        person,
        name,
        load.shifts(),
        hours(load.onCall()),
        hours(load.nights()),
        hours(load.weekends()),
        pages);
  }

  private static double hours(Duration duration) {
    return duration.toSeconds() / SECONDS_OF_AN_HOUR;
  }
}
