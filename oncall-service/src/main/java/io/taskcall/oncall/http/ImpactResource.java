package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.impact.Kind;
import io.taskcall.oncall.domain.impact.Node;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who feels which trouble. */
@Path("/api/v1/impact")
@Tag(name = "impact")
public final class ImpactResource {
  private final Standing standing;

  ImpactResource(Standing standing) {
    this.standing = standing;
  }

  @GET
  @Operation(
      summary = "What services go through, the impacted ones first",
      description = "kind is business (the usual), technical or all.")
  public Uni<Listing<ImpactBody>> all(
      @Context ContainerRequestContext request,
      @QueryParam("kind") @DefaultValue("business") String kind) {
    var wanted = kind(kind);
    return standing
        .of(Authentication.caller(request).organizationId(), Standing.today())
        .map(overview ->
            Listing.whole(
                overview.graph().services().stream()
                    .filter(wanted)
                    .map(service -> ImpactBody.of(service, overview))
                    .sorted(Comparator.comparing(body -> body.impactedSince() == null))
                    .toList()));
  }

  @GET
  @Path("graph")
  @Produces(MediaType.TEXT_HTML)
  @Operation(summary = "Which service depends on which, as a page with a picture")
  @APIResponse(responseCode = "200", description = "The page, without scripts.")
  public Uni<Response> graph(@Context ContainerRequestContext request) {
    return standing
        .of(Authentication.caller(request).organizationId(), Standing.today())
        .map(overview ->
            Sheet.of(
                Response.Status.OK,
                "Services",
                "<h1>Services and what they depend on</h1>\n" + GraphPicture.of(overview)));
  }

  /** The services of a kind. */
  static Predicate<Node> kind(String given) {
    if (given.equals("all")) {
      return _ -> true;
    }
    var kind =
        Arrays.stream(Kind.values())
            .filter(one -> Words.of(one).equals(given))
            .findFirst()
            .orElseThrow(() ->
                ProblemException.field("kind", "is business, technical or all, was " + given));
    return node -> node.kind() == kind;
  }
}
