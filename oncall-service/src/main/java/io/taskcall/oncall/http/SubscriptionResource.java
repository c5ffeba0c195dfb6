package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.postgres.Dashboards;
import io.taskcall.oncall.postgres.Subscriptions;
import io.taskcall.oncall.postgres.Subscriptions.Topic;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who is told of the status updates of a dashboard. */
@Path("/api/v1/dashboards/{dashboard}/subscriptions")
@Tag(name = "status")
@APIResponse(responseCode = "404", description = "There is no such dashboard, or subscription.")
public final class SubscriptionResource {
  private static final int ADDRESS_MAX = 254;
  private static final Pattern ADDRESS =
      Pattern.compile(
          "[^\\s@<>\"(),:;\\[\\]\\\\]{1,64}@[^\\s@<>\"(),:;\\[\\]\\\\.]+(\\.[^\\s@<>\"(),:;\\[\\]\\\\.]+)+");

  private final Dashboards dashboards;
  private final Subscriptions subscriptions;

  SubscriptionResource(Dashboards dashboards, Subscriptions subscriptions) {
    this.dashboards = dashboards;
    this.subscriptions = subscriptions;
  }

  /** Somebody who wants to be told. */
  @Schema(name = "NewSubscription")
  public record Wish(
      @Schema(examples = "eve@example.com", maxLength = ADDRESS_MAX, required = true)
          @Nullable String email) {}

  /**
   * Somebody who is told.
   *
   * @param confirmed false while the address was only asked
   */
  public record SubscriptionBody(UUID id, String email, boolean confirmed, Instant createdAt) {
    static SubscriptionBody of(Subscriptions.Subscription subscription) {
      return new SubscriptionBody(
          subscription.id(),
          subscription.email(),
          subscription.confirmed(),
          subscription.createdAt());
    }
  }

  @GET
  @Operation(summary = "Who is told of status updates, or was asked whether to be")
  public Uni<Listing<SubscriptionBody>> list(
      @Context ContainerRequestContext request, @PathParam("dashboard") String id) {
    return found(request, id)
        .flatMap(subscriptions::of)
        .map(all -> Listing.whole(all.stream().map(SubscriptionBody::of).toList()));
  }

  @POST
  @Operation(
      summary = "Ask an address whether it wants to be told",
      description = "It gets a mail with a link; it is told once that link was followed.")
  @RequestBody(content = @Content(schema = @Schema(implementation = Wish.class)))
  @APIResponse(responseCode = "202", description = "It is asked, at most once an hour.")
  public Uni<Response> ask(
      @Context ContainerRequestContext request,
      @PathParam("dashboard") String id,
      byte @Nullable [] body) {
    var email = address("email", Body.read(Wish.class, body).email());
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
      @PathParam("dashboard") String dashboard,
      @PathParam("id") String id) {
    return found(request, dashboard).flatMap(topic -> remove(subscriptions, topic, id));
  }

  /** Ends a subscription of this very topic. */
  static Uni<Response> remove(Subscriptions subscriptions, Topic topic, String id) {
    var subscription = IncidentResource.uuid(id);
    return subscriptions
        .of(topic)
        .flatMap(all ->
            all.stream().anyMatch(one -> one.id().equals(subscription))
                ? subscriptions.remove(subscription)
                : Uni.createFrom().item(false))
        .map(removed -> {
          if (!removed) {
            throw ProblemException.notFound("subscription");
          }
          return Response.noContent().build();
        });
  }

  /** An address that a mail may go to. */
  static String address(String field, @Nullable String text) {
    var email = Limits.line(field, text, ADDRESS_MAX).toLowerCase(Locale.ROOT);
    if (!ADDRESS.matcher(email).matches()) {
      throw ProblemException.field(field, "is an e-mail address");
    }
    return email;
  }

  private Uni<Topic> found(ContainerRequestContext request, String id) {
    return dashboards
        .one(Authentication.caller(request).organizationId(), IncidentResource.uuid(id))
        .map(found -> found.orElseThrow(() -> ProblemException.notFound("dashboard")))
        .map(kept -> Topic.of(kept.dashboard()));
  }
}
