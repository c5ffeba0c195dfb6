package io.taskcall.oncall.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.Ids;
import io.taskcall.oncall.OncallConfig;
import io.taskcall.oncall.domain.escalation.Directory;
import io.taskcall.oncall.domain.rotation.Window;
import io.taskcall.oncall.postgres.Calendars;
import io.taskcall.oncall.postgres.Catalog;
import io.taskcall.rights.Needs;
import io.taskcall.rights.Right;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Feeds of shifts for calendars, each at a secret address that is shown once. */
@Needs(toChange = Right.RESPOND)
@Path("/api/v1/calendars")
@Tag(name = "calendars")
public final class CalendarResource {
  private static final int SECRET_BYTES = 24;

  private final Calendars calendars;
  private final Catalog catalog;
  private final URI front;
  private final SecureRandom random = new SecureRandom();

  CalendarResource(Calendars calendars, Catalog catalog, OncallConfig config) {
    this.calendars = calendars;
    this.catalog = catalog;
    this.front = config.publicUrl();
  }

  /** Whose shifts: one of the two. */
  @Schema(name = "NewCalendar")
  public record Wish(
      @Schema(description = "The id of a schedule.") @Nullable UUID schedule,
      @Schema(description = "The id of a person: their shifts in all schedules.")
          @Nullable UUID person) {}

  /**
   * A feed.
   *
   * @param url where calendars read it; only in the answer to the request that made it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record CalendarBody(
      UUID id,
      @Nullable UUID schedule,
      @Nullable UUID person,
      Instant madeAt,
      @Nullable String url) {
    static CalendarBody of(Calendars.Feed feed, @Nullable String url) {
      return new CalendarBody(feed.id(), feed.scheduleId(), feed.userId(), feed.madeAt(), url);
    }
  }

  @GET
  @Operation(summary = "The feeds of the organization, without their addresses")
  public Uni<Listing<CalendarBody>> list(@Context ContainerRequestContext request) {
    return calendars
        .list(Defining.organization(request))
        .map(feeds ->
            Listing.whole(feeds.stream().map(feed -> CalendarBody.of(feed, null)).toList()));
  }

  @POST
  @Operation(
      summary = "Make a feed of a schedule's or a person's shifts",
      description = "Whoever knows its address can read it, so it is shown only now.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Wish.class)))
  @APIResponse(
      responseCode = "201",
      description = "It is made.",
      content = @Content(schema = @Schema(implementation = CalendarBody.class)))
  public Uni<Response> make(@Context ContainerRequestContext request, byte @Nullable [] body) {
    var wish = Body.read(Wish.class, body);
    if ((wish.schedule() == null) == (wish.person() == null)) {
      throw ProblemException.field("schedule", "or person is needed, one of the two");
    }
    var organization = Defining.organization(request);
    var secret = secret();
    var now = Instant.now();
    var feed =
        new Calendars.Feed(
            Ids.derive("calendar", organization, Ids.sha256(secret)),
            organization,
            Ids.sha256(secret),
            wish.schedule(),
            wish.person(),
            now);
    return catalog
        .schedules(organization, new Window(now, now))
        .invoke(directory -> requireKnown(wish, directory))
        .flatMap(_ -> calendars.save(feed))
        .map(_ ->
            Response.status(Response.Status.CREATED)
                .entity(CalendarBody.of(feed, address(secret)))
                .build());
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "End a feed: its address works no more")
  @APIResponse(responseCode = "204", description = "It is ended.")
  public Uni<Response> remove(
      @Context ContainerRequestContext request, @PathParam("id") String id) {
    return calendars
        .remove(Defining.organization(request), IncidentResource.uuid(id))
        .map(removed -> {
          if (!removed) {
            throw ProblemException.notFound("calendar");
          }
          return Response.noContent().build();
        });
  }

  private static void requireKnown(Wish wish, Directory directory) {
    if (wish.schedule() != null && !directory.schedules().containsKey(wish.schedule())) {
      throw ProblemException.field("schedule", "is unknown");
    }
    if (wish.person() != null && directory.person(wish.person()).isEmpty()) {
      throw ProblemException.field("person", "is nobody of this organization");
    }
  }

  private String secret() {
    var bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private String address(String secret) {
    return front.toString().replaceAll("/+$", "") + "/calendars/" + secret + ".ics";
  }
}
