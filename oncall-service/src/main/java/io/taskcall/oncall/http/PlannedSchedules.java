package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.rotation.Window;
import io.taskcall.oncall.postgres.Catalog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Finds the schedules of whoever asks. */
@ApplicationScoped
class PlannedSchedules {
  /** Longer stretches of time are asked for in parts. */
  static final Duration LONGEST = Duration.ofDays(400);

  private static final Duration USUAL = Duration.ofDays(30);

  private final Catalog catalog;

  PlannedSchedules(Catalog catalog) {
    this.catalog = catalog;
  }

  /** With what was changed about it for some time in {@code about}. */
  Uni<PlannedSchedule> find(ContainerRequestContext request, String id, Window about) {
    var schedule = IncidentResource.uuid(id);
    return catalog
        .schedules(Authentication.caller(request).organizationId(), about)
        .map(directory -> {
          var found = directory.schedules().get(schedule);
          if (found == null) {
            throw ProblemException.notFound("schedule");
          }
          return new PlannedSchedule(found, directory);
        });
  }

  /** From now on for a month, if nothing else is asked for. */
  static Window window(@Nullable String from, @Nullable String until) {
    var start = instant("from", from, Instant.now());
    var end = instant("until", until, start.plus(USUAL));
    if (end.isBefore(start) || Duration.between(start, end).compareTo(LONGEST) > 0) {
      throw ProblemException.badRequest("until is up to 400 days after from");
    }
    return new Window(start, end);
  }

  static Instant instant(String name, @Nullable String text, Instant otherwise) {
    try {
      return text == null || text.isEmpty() ? otherwise : Cursor.instant(text);
    } catch (DateTimeException e) {
      throw ProblemException.badRequest(name + " is an instant such as 2026-03-01T12:00:00Z");
    }
  }
}
