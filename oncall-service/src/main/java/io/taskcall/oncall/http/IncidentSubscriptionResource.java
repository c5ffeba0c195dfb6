package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.http.SubscriptionResource.SubscriptionBody;
import io.taskcall.oncall.postgres.IncidentQueries;
import io.taskcall.oncall.postgres.Subscriptions;
import io.taskcall.oncall.postgres.Subscriptions.Topic;
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
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who is told of the status updates of one incident. */
@Needs(toChange = Right.RESPOND)
@Path("/api/v1/incidents/{incident}/subscriptions")
@Tag(name = "status")
@APIResponse(responseCode = "404", description = "There is no such incident, or subscription.")
public final class IncidentSubscriptionResource {
  private final IncidentQueries incidents;
  private final Subscriptions subscriptions;

  IncidentSubscriptionResource(IncidentQueries incidents, Subscriptions subscriptions) {
    this.incidents = incidents;
    this.subscriptions = subscriptions;
  }

  @GET
  @Operation(summary = "Who is told of this incident's status updates, or was asked whether to be")
  public Uni<Listing<SubscriptionBody>> list(
      @Context ContainerRequestContext request, @PathParam("incident") String id) {
    return found(request, id)
        .flatMap(subscriptions::of)
        .map(all -> Listing.whole(all.stream().map(SubscriptionBody::of).toList()));
  }

  @POST
  @Operation(
      summary = "Tell an address of this incident's status updates",
      description =
          "The address of somebody of the organization counts at once; any other gets a mail with a"
              + " link, and is told once that link was followed.")
  @RequestBody(
      content = @Content(schema = @Schema(implementation = SubscriptionResource.Wish.class)))
  @APIResponse(responseCode = "202", description = "It is told, or asked at most once an hour.")
  public Uni<Response> ask(
      @Context ContainerRequestContext request,
      @PathParam("incident") String id,
      byte @Nullable [] body) {
    var wish = Body.read(SubscriptionResource.Wish.class, body);
    var email = SubscriptionResource.address("email", wish.email());
    return found(request, id)
        .flatMap(topic -> subscriptions.ask(topic, email, Instant.now()))
        .map(_ -> Response.accepted().build());
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "Tell somebody no more")
  @APIResponse(responseCode = "204", description = "They are told no more.")
  public Uni<Response> remove(
      @Context ContainerRequestContext request,
      @PathParam("incident") String incident,
      @PathParam("id") String id) {
    return found(request, incident)
        .flatMap(topic -> SubscriptionResource.remove(subscriptions, topic, id));
  }

  private Uni<Topic> found(ContainerRequestContext request, String id) {
    return incidents
        .one(Authentication.caller(request).organizationId(), IncidentResource.uuid(id))
        .map(found -> found.orElseThrow(() -> ProblemException.notFound("incident")))
        .map(incident -> Topic.of(incident));
  }
}
