package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.rotation.Window;
import io.taskcall.oncall.postgres.Catalog;
import io.taskcall.oncall.postgres.Definitions.Kind;
import io.taskcall.oncall.reading.Moments;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
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
    var organization = Authentication.caller(request).organizationId();
    var schedule = id(organization, id);
    return catalog
        .schedules(organization, about)
        .map(directory -> {
          var found = directory.schedules().get(schedule);
          if (found == null) {
            throw ProblemException.notFound("schedule");
          }
          return new PlannedSchedule(found, directory);
        });
  }

  /** A schedule's id, from its id or its key. */
  private static UUID id(UUID organization, String idOrKey) {
    try {
      return UUID.fromString(idOrKey);
    } catch (IllegalArgumentException key) {
      return Kind.SCHEDULE.id(organization, idOrKey);
    }
  }

  /** What the people of an organization are called. */
  Uni<Names> people(ContainerRequestContext request) {
    var now = Instant.now();
    return catalog
        .schedules(Authentication.caller(request).organizationId(), new Window(now, now))
        .map(Names::new);
  }

  /** From now on for a month, if nothing else is asked for. */
  static Window window(@Nullable String from, @Nullable String until) {
    var start = instant("from", from, Instant.now());
    var end = instant("until", until, start.plus(USUAL));
    if (end.isBefore(start) || Duration.between(start, end).compareTo(LONGEST) > 0) {
      throw ProblemException.field("until", "is up to 400 days after from");
    }
    return new Window(start, end);
  }

  /** From a start to an end that a request names; {@code place} is what stands before them. */
  static Window during(String place, @Nullable Instant start, @Nullable Instant end) {
    var from = Limits.present(place + "start", start);
    var until = Limits.present(place + "end", end);
    if (!from.isBefore(until) || Duration.between(from, until).compareTo(LONGEST) > 0) {
      throw ProblemException.field(place + "end", "is after start, by at most 400 days");
    }
    return new Window(from, until);
  }

  static Instant instant(String name, @Nullable String text, Instant otherwise) {
    try {
      return text == null || text.isEmpty() ? otherwise : Moments.read(text);
    } catch (DateTimeException e) {
      throw ProblemException.field(name, Moments.WANTED);
    }
  }
}
