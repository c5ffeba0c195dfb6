package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.contact.Contacts;
import io.taskcall.oncall.domain.contact.QuietHours;
import io.taskcall.oncall.domain.contact.Reach;
import io.taskcall.rights.Needs;
import io.taskcall.rights.Right;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** When a person is not bothered with incidents of low urgency. */
@Needs(toChange = Right.RESPOND)
@Path("/api/v1/people/{person}/quiet-hours")
@Tag(name = "people")
public final class QuietHoursResource {
  private final People people;

  QuietHoursResource(People people) {
    this.people = people;
  }

  /** Quiet hours, every day. */
  @Schema(name = "QuietHours")
  public record QuietHoursBody(
      @Schema(required = true, examples = "Europe/Berlin") @Nullable String zone,
      @Schema(required = true, examples = "22:00") @Nullable LocalTime from,
      @Schema(required = true, examples = "07:00", description = "Before from: the next day.")
          @Nullable LocalTime to) {
    static QuietHoursBody of(QuietHours hours) {
      return new QuietHoursBody(hours.zone().getId(), hours.from(), hours.to());
    }
  }

  @GET
  @Operation(summary = "The quiet hours of a person")
  @APIResponse(
      responseCode = "200",
      description = "The quiet hours.",
      content = @Content(schema = @Schema(implementation = QuietHoursBody.class)))
  @APIResponse(responseCode = "204", description = "There are none.")
  public Uni<Response> get(
      @Context ContainerRequestContext request, @PathParam("person") String who) {
    return people.person(request, who).map(known -> response(known.wishes()));
  }

  @PUT
  @Operation(
      summary = "Set the quiet hours of a person",
      description = "Pages of low urgency wait until they are over; urgent ones never wait.")
  @RequestBody(content = @Content(schema = @Schema(implementation = QuietHoursBody.class)))
  public Uni<Response> set(
      @Context ContainerRequestContext request,
      @PathParam("person") String who,
      byte @Nullable [] body) {
    var hours = Optional.of(hours(Body.read(QuietHoursBody.class, body)));
    return change(request, who, hours).map(QuietHoursResource::response);
  }

  @DELETE
  @Operation(summary = "No quiet hours")
  @APIResponse(responseCode = "204", description = "There are none any more.")
  public Uni<Response> remove(
      @Context ContainerRequestContext request, @PathParam("person") String who) {
    return change(request, who, Optional.empty()).map(QuietHoursResource::response);
  }

  private Uni<Reach> change(
      ContainerRequestContext request, String who, Optional<QuietHours> hours) {
    return people
        .person(request, who)
        .flatMap(
            known -> people.change(known.person().id(), "", reach -> Contacts.quiet(reach, hours)));
  }

  private static Response response(Reach reach) {
    return reach
        .quietHours()
        .map(hours -> Response.ok(QuietHoursBody.of(hours)).build())
        .orElseGet(() -> Response.noContent().build());
  }

  private static QuietHours hours(QuietHoursBody wanted) {
    var from = Limits.present("from", wanted.from());
    var to = Limits.present("to", wanted.to());
    if (from.equals(to)) {
      throw ProblemException.field("to", "is another time than from");
    }
    try {
      return new QuietHours(ZoneId.of(Limits.present("zone", wanted.zone())), from, to);
    } catch (DateTimeException e) {
      throw ProblemException.field("zone", "is a time zone such as Europe/Berlin");
    }
  }
}
