package io.taskcall.oncall.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.Priority;
import io.taskcall.oncall.domain.escalation.Directory;
import io.taskcall.oncall.domain.incident.Calling;
import io.taskcall.oncall.domain.incident.Editing;
import io.taskcall.oncall.domain.incident.Snoozing;
import io.taskcall.oncall.setup.Configuration;
import io.taskcall.rights.Needs;
import io.taskcall.rights.Right;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * What people do to incidents. Doing it twice is fine and answers with the incident as it is; what
 * the state does not allow is a conflict.
 */
@Needs(toChange = Right.RESPOND)
@Path("/api/v1/incidents")
@Tag(name = "incidents")
@APIResponse(responseCode = "404", description = "There is no such incident.")
@APIResponse(
    responseCode = "409",
    description = "It cannot be done to it as it is; detail says why.")
@APIResponse(responseCode = "412", description = "It is not as If-Match says it is.")
public final class IncidentActionResource {
  private final Acting acting;
  private final Configuration configuration;

  IncidentActionResource(Acting acting, Configuration configuration) {
    this.acting = acting;
    this.configuration = configuration;
  }

  @POST
  @Path("{id}/acknowledge")
  @Operation(
      summary = "Take an incident on: escalation stops",
      description = "200 also if it was acknowledged already; 409 if it is resolved.")
  @APIResponseSchema(IncidentBody.class)
  public Uni<Response> acknowledge(
      @Context ContainerRequestContext request, @PathParam("id") String id) {
    return acting.act(request, id, null, (incident, _, cause) -> incident.acknowledge(cause));
  }

  @POST
  @Path("{id}/resolve")
  @Operation(summary = "Resolve an incident", description = "200 also if it was resolved already.")
  @APIResponseSchema(IncidentBody.class)
  public Uni<Response> resolve(
      @Context ContainerRequestContext request, @PathParam("id") String id) {
    return acting.act(request, id, null, (incident, _, cause) -> incident.resolve(cause));
  }

  @POST
  @Path("{id}/snooze")
  @Operation(
      summary = "Leave an incident alone for a while",
      description = "Nobody is asked until then; then it pages again from the first level.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Wishes.Snooze.class)))
  @APIResponseSchema(IncidentBody.class)
  public Uni<Response> snooze(
      @Context ContainerRequestContext request,
      @PathParam("id") String id,
      byte @Nullable [] body) {
    var wish = Body.read(Wishes.Snooze.class, body);
    var until = Limits.moment("until", wish.until(), Instant.now(), Limits.SNOOZE_MAX);
    return acting.act(
        request, id, body, (incident, _, cause) -> Snoozing.until(incident, until, cause));
  }

  @POST
  @Path("{id}/escalate")
  @Operation(
      summary = "Ask the next level at once",
      description = "An acknowledged incident opens again; 409 if there is no level left.")
  @APIResponseSchema(IncidentBody.class)
  public Uni<Response> escalate(
      @Context ContainerRequestContext request, @PathParam("id") String id) {
    return acting.act(
        request,
        id,
        null,
        (incident, directory, cause) -> Calling.escalate(incident, cause, directory));
  }

  @POST
  @Path("{id}/reassign")
  @Operation(
      summary = "Ask others instead: people, or whom another policy says",
      description =
          "The incident opens again for them. If the people do not answer, the service's policy"
              + " goes on from its first level. 409 if none of them can be reached.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Wishes.Reassignment.class)))
  @APIResponseSchema(IncidentBody.class)
  public Uni<Response> reassign(
      @Context ContainerRequestContext request,
      @PathParam("id") String id,
      byte @Nullable [] body) {
    var wish = Body.read(Wishes.Reassignment.class, body);
    if ((wish.people() == null) == (wish.policy() == null)) {
      throw ProblemException.field("people", "or policy is needed, one of the two");
    }
    if (wish.policy() == null) {
      var people = Limits.list("people", wish.people(), Limits.PEOPLE_MAX);
      return acting.act(
          request,
          id,
          body,
          (incident, directory, cause) ->
              Calling.reassign(incident, known(people, directory), cause, directory));
    }
    return configuration
        .policy(Authentication.caller(request).organizationId(), wish.policy())
        .map(found -> found.orElseThrow(() -> ProblemException.field("policy", "is unknown")))
        .flatMap(policy ->
            acting.act(
                request,
                id,
                body,
                (incident, directory, cause) ->
                    Calling.reassign(incident, policy, cause, directory)));
  }

  @POST
  @Path("{id}/responders")
  @Operation(summary = "Ask more people", description = "They are paged; nothing else changes.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Wishes.Responders.class)))
  @APIResponseSchema(IncidentBody.class)
  public Uni<Response> add(
      @Context ContainerRequestContext request,
      @PathParam("id") String id,
      byte @Nullable [] body) {
    var wish = Body.read(Wishes.Responders.class, body);
    var people = Limits.list("people", wish.people(), Limits.PEOPLE_MAX);
    return acting.act(
        request,
        id,
        body,
        (incident, directory, cause) ->
            Calling.add(incident, known(people, directory), cause, directory));
  }

  @POST
  @Path("{id}/notes")
  @Operation(summary = "Write something down; resolved incidents take notes too")
  @RequestBody(content = @Content(schema = @Schema(implementation = Wishes.Note.class)))
  @APIResponseSchema(IncidentBody.class)
  public Uni<Response> note(
      @Context ContainerRequestContext request,
      @PathParam("id") String id,
      byte @Nullable [] body) {
    var wish = Body.read(Wishes.Note.class, body);
    var text = Limits.text("text", wish.text(), Limits.NOTE_MAX);
    return acting.act(
        request, id, body, (incident, _, cause) -> Editing.note(incident, text, cause));
  }

  @PATCH
  @Path("{id}")
  @Operation(
      summary = "Change title, urgency or priority",
      description =
          "All that is named, or nothing. Alerts change neither a title nor an urgency that"
              + " somebody gave.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Wishes.Change.class)))
  @APIResponseSchema(IncidentBody.class)
  public Uni<Response> change(
      @Context ContainerRequestContext request,
      @PathParam("id") String id,
      byte @Nullable [] body) {
    var wish = Body.read(Wishes.Change.class, body, List.of("title", "urgency"));
    var title =
        wish.title() == null
            ? Optional.<String>empty()
            : Optional.of(Limits.line("title", wish.title(), Limits.TITLE_MAX));
    var edit =
        new Editing.Edit(title, Optional.ofNullable(wish.urgency()), priority(wish.priority()));
    return acting.act(
        request, id, body, (incident, _, cause) -> Editing.edit(incident, edit, cause));
  }

  /** Left out, it stays as it is; null takes it away. */
  private static Optional<Optional<Priority>> priority(@Nullable JsonNode wish) {
    if (wish == null) {
      return Optional.empty();
    }
    if (wish.isNull()) {
      return Optional.of(Optional.empty());
    }
    return Optional.of(
        Arrays.stream(Priority.values())
            .filter(priority -> priority.name().equals(wish.textValue()))
            .findFirst()
            .or(() -> {
              throw ProblemException.field("priority", "is P1 to P5, or null for none");
            }));
  }

  private static List<UUID> known(List<UUID> people, Directory directory) {
    for (int i = 0; i < people.size(); i++) {
      if (directory.person(people.get(i)).isEmpty()) {
        throw ProblemException.field("people[" + i + "]", "is nobody of this organization");
      }
    }
    return people;
  }
}
