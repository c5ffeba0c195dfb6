package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.escalation.Directory;
import io.taskcall.oncall.domain.rotation.Window;
import io.taskcall.oncall.domain.schedule.FinalSchedule;
import io.taskcall.oncall.domain.schedule.Schedule;
import io.taskcall.oncall.domain.schedule.Shift;
import io.taskcall.oncall.postgres.Calendars;
import io.taskcall.oncall.postgres.Catalog;
import io.taskcall.oncall.worker.Workers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What calendars read: the address is the secret, so there is nothing to sign in with. */
@Path("/calendars")
public final class CalendarFeedResource {
  private static final Duration BACK = Duration.ofDays(30);
  private static final Duration AHEAD = Duration.ofDays(180);
  private static final String TYPE = "text/calendar; charset=utf-8";

  private final Calendars calendars;
  private final Catalog catalog;
  private final Workers workers;

  CalendarFeedResource(Calendars calendars, Catalog catalog, Workers workers) {
    this.calendars = calendars;
    this.catalog = catalog;
    this.workers = workers;
  }

  @GET
  @Path("{secret}.ics")
  @Operation(hidden = true)
  public Uni<Response> read(@PathParam("secret") String secret) {
    var now = Instant.now();
    var during = new Window(now.minus(BACK), now.plus(AHEAD));
    return calendars
        .bySecret(secret)
        .flatMap(found ->
            found
                .map(feed ->
                    catalog
                        .schedules(feed.organizationId(), during)
                        .flatMap(
                            directory -> workers.work(() -> file(feed, directory, during, now))))
                .orElseGet(() -> {
                  throw ProblemException.notFound("calendar");
                }))
        .map(file ->
            Response.ok(file)
                .header("Content-Type", TYPE)
                .header("Cache-Control", "private, max-age=300")
                .build());
  }

  private static String file(Calendars.Feed feed, Directory directory, Window during, Instant now) {
    var names = new Names(directory);
    var person = Optional.ofNullable(feed.userId());
    var name =
        person
            .map(id -> "On call: " + names.responder(id).name())
            .orElseGet(() ->
                schedules(feed, directory).stream()
                    .map(schedule -> "On call: " + schedule.name())
                    .findFirst()
                    .orElse("On call"));
    var file = new CalendarFile(name);
    for (var schedule : schedules(feed, directory)) {
      for (var shift : FinalSchedule.of(schedule, during).shifts()) {
        if (person.map(id -> shift.duty().people().contains(id)).orElse(true)) {
          write(file, schedule, shift, names, now);
        }
      }
    }
    return file.end();
  }

  private static List<Schedule> schedules(Calendars.Feed feed, Directory directory) {
    return directory.schedules().values().stream()
        .filter(schedule -> feed.scheduleId() == null || schedule.id().equals(feed.scheduleId()))
        .sorted(Comparator.comparing(Schedule::name).thenComparing(Schedule::id))
        .toList();
  }

  private static void write(
      CalendarFile file, Schedule schedule, Shift shift, Names names, Instant now) {
    var people = people(shift.duty().people(), names);
    file.shift(
        schedule.id(),
        shift.during().start(),
        shift.during().end(),
        people + " (" + schedule.name() + ")",
        "On call for " + schedule.name() + ": " + people,
        now);
  }

  private static String people(List<UUID> people, Names names) {
    return people.stream()
        .map(person -> names.responder(person).name())
        .collect(Collectors.joining(", "));
  }
}
