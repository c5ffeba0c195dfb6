package io.taskcall.oncall.http;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.Ids;
import io.taskcall.oncall.OncallConfig;
import io.taskcall.oncall.domain.heartbeat.Heartbeat;
import io.taskcall.oncall.domain.link.SecretLinks;
import io.taskcall.oncall.domain.link.SecretLinks.Purpose;
import io.taskcall.oncall.domain.link.SecretLinks.Said;
import io.taskcall.oncall.postgres.Definitions.Kind;
import io.taskcall.oncall.postgres.HeartbeatWatch;
import io.taskcall.oncall.postgres.Heartbeats;
import io.taskcall.oncall.postgres.Heartbeats.Kept;
import io.taskcall.oncall.postgres.SecretUrls;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Heartbeat monitors: what has to call every so often, else there is an alert. */
@Path("/api/v1/heartbeats")
@Tag(name = "heartbeats")
public final class HeartbeatResource {
  private static final int NAME_MAX = 200;

  private final Heartbeats heartbeats;
  private final HeartbeatWatch watch;
  private final SecretUrls urls;
  private final OncallConfig config;
  private final Once once;
  private final Filed filed;

  HeartbeatResource(
      Heartbeats heartbeats,
      HeartbeatWatch watch,
      SecretUrls urls,
      OncallConfig config,
      Once once,
      Filed filed) {
    this.heartbeats = heartbeats;
    this.watch = watch;
    this.urls = urls;
    this.config = config;
    this.once = once;
    this.filed = filed;
  }

  /** A heartbeat that is to be. */
  @Schema(name = "NewHeartbeat")
  public record Wish(
      @Schema(examples = "Nightly backup", maxLength = NAME_MAX, required = true)
          @Nullable String name,
      @Schema(description = "The id of the service that it is an alert of.", required = true)
          @Nullable UUID service,
      @Schema(
              description = "How often it has to call: from 10 seconds to 31 days.",
              examples = "PT5M",
              required = true,
              implementation = String.class)
          @Nullable Duration every) {
    Heartbeat heartbeat(UUID id, UUID organizationId, Instant now) {
      var wanted = Limits.present("every", every);
      if (wanted.compareTo(Heartbeat.SHORTEST) < 0 || wanted.compareTo(Heartbeat.LONGEST) > 0) {
        throw ProblemException.field("every", "is from PT10S to P31D");
      }
      return Heartbeat.of(
          id,
          organizationId,
          Limits.present("service", service),
          Limits.line("name", name, NAME_MAX),
          wanted,
          now);
    }
  }

  /**
   * A heartbeat as the API shows it.
   *
   * @param status waiting, ok or missing
   * @param dueAt when the next call has to have come
   * @param incident the incident of the call that did not come, unless it joined another
   * @param url the secret address to call, with GET, POST or HEAD
   */
  @Schema(name = "Heartbeat")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record HeartbeatBody(
      UUID id,
      String name,
      UUID service,
      @Schema(implementation = String.class) @JsonFormat(shape = JsonFormat.Shape.STRING)
          Duration every,
      String status,
      Instant dueAt,
      @Nullable Instant seenAt,
      @Nullable UUID incident,
      String url) {
    static HeartbeatBody of(Kept kept, SecretLinks links, OncallConfig config) {
      var heartbeat = kept.heartbeat();
      var said = new Said(heartbeat.id(), kept.link());
      return new HeartbeatBody(
          heartbeat.id(),
          heartbeat.name(),
          heartbeat.serviceId(),
          heartbeat.every(),
          Words.of(heartbeat.state()),
          heartbeat.due(),
          heartbeat.seen().orElse(null),
          heartbeat.incident().orElse(null),
          config.publicUrl().toString().replaceAll("/+$", "")
              + "/heartbeat/"
              + links.token(Purpose.HEARTBEAT, said));
    }
  }

  @GET
  @Operation(summary = "The heartbeats that are waited for")
  public Uni<Listing<HeartbeatBody>> list(@Context ContainerRequestContext request) {
    return urls.links()
        .flatMap(links ->
            heartbeats
                .of(Authentication.caller(request).organizationId())
                .map(all ->
                    Listing.whole(
                        all.stream().map(kept -> HeartbeatBody.of(kept, links, config)).toList())));
  }

  @POST
  @Operation(
      summary = "Wait for a heartbeat",
      description =
          "url has to be called every so often from now on; a call that does not come is an alert"
              + " of the service, and the next call ends it.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Wish.class)))
  @APIResponse(
      responseCode = "201",
      description = "It is waited for.",
      content = @Content(schema = @Schema(implementation = HeartbeatBody.class)))
  public Uni<Response> make(@Context ContainerRequestContext request, byte @Nullable [] body) {
    var organization = Authentication.caller(request).organizationId();
    var id = Ids.derive("heartbeat", organization, Once.cause(request));
    var wanted = Body.read(Wish.class, body).heartbeat(id, organization, Instant.now());
    return once.answer(
        request,
        body,
        () ->
            save(wanted)
                .flatMap(_ -> found(request, id.toString()))
                .flatMap(this::body)
                .map(made -> Response.status(Response.Status.CREATED).entity(made).build()));
  }

  @GET
  @Path("{id}")
  @Operation(summary = "One heartbeat and how it stands")
  public Uni<HeartbeatBody> one(
      @Context ContainerRequestContext request, @PathParam("id") String id) {
    return found(request, id).flatMap(this::body);
  }

  @PUT
  @Path("{id}")
  @Operation(summary = "Make a heartbeat another", description = "Its address stays.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Wish.class)))
  public Uni<HeartbeatBody> change(
      @Context ContainerRequestContext request,
      @PathParam("id") String id,
      byte @Nullable [] body) {
    var wish = Body.read(Wish.class, body);
    return found(request, id)
        .map(Kept::heartbeat)
        .call(known -> filed.refuse(known.organizationId(), Kind.HEARTBEAT, known.id()))
        .map(known -> wish.heartbeat(known.id(), known.organizationId(), Instant.now()))
        .flatMap(this::save)
        .flatMap(_ -> found(request, id))
        .flatMap(this::body);
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "Wait for a heartbeat no more; its alert is over")
  @APIResponse(responseCode = "204", description = "It is not waited for any more.")
  public Uni<Response> remove(
      @Context ContainerRequestContext request, @PathParam("id") String id) {
    return found(request, id)
        .map(Kept::heartbeat)
        .call(known -> filed.remove(known.organizationId(), Kind.HEARTBEAT, known.id()))
        .flatMap(
            known -> heartbeats.remove(known.id()).flatMap(_ -> watch.end(known, Instant.now())))
        .map(_ -> Response.noContent().build());
  }

  @POST
  @Path("{id}/link")
  @Operation(summary = "Give a heartbeat another address; the one before is heard no more")
  public Uni<HeartbeatBody> otherLink(
      @Context ContainerRequestContext request, @PathParam("id") String id) {
    return found(request, id)
        .flatMap(kept -> heartbeats.closeLink(kept.heartbeat().id()))
        .flatMap(_ -> found(request, id))
        .flatMap(this::body);
  }

  private Uni<Void> save(Heartbeat heartbeat) {
    return heartbeats
        .save(heartbeat)
        .invoke(saved -> {
          if (!saved) {
            throw ProblemException.field("service", "is unknown");
          }
        })
        .replaceWithVoid();
  }

  private Uni<HeartbeatBody> body(Kept kept) {
    return urls.links().map(links -> HeartbeatBody.of(kept, links, config));
  }

  private Uni<Kept> found(ContainerRequestContext request, String id) {
    return heartbeats
        .one(Authentication.caller(request).organizationId(), IncidentResource.uuid(id))
        .map(found -> found.orElseThrow(() -> ProblemException.notFound("heartbeat")));
  }
}
