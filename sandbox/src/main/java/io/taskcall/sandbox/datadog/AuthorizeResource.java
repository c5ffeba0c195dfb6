package io.taskcall.sandbox.datadog;

import io.taskcall.sandbox.SandboxConfig;
import io.taskcall.sandbox.domain.grant.AuthorizationRequest;
import io.taskcall.sandbox.memory.GrantBook;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The page on which a person allows TaskCall to use their Datadog, or doesn't. */
@Path("/datadog/oauth2/v1/authorize")
@Produces(MediaType.TEXT_HTML)
public class AuthorizeResource {
  private final SandboxConfig.Datadog config;
  private final GrantBook grants;

  AuthorizeResource(SandboxConfig config, GrantBook grants) {
    this.config = config.datadog();
    this.grants = grants;
  }

  @GET
  public Response ask(@Context UriInfo uri) {
    var request = request(uri.getQueryParameters());
    var unsafe = unsafe(request);
    if (unsafe != null) {
      return unsafe;
    }
    var error = request.error();
    return error.isPresent()
        ? back(request, Map.of("error", error.get()))
        : Response.ok(AuthorizePage.ask(request, config.scopes())).build();
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response decide(MultivaluedMap<String, String> form) {
    var request = request(form);
    var unsafe = unsafe(request);
    if (unsafe != null) {
      return unsafe;
    }
    var error = request.error();
    if (error.isPresent()) {
      return back(request, Map.of("error", error.get()));
    }
    if (!"authorize".equals(form.getFirst("decision"))) {
      return back(request, Map.of("error", "access_denied"));
    }
    var code = grants.authorize(request, Instant.now());
    return back(request, Map.of("code", code, "domain", config.domain()));
  }

  private @Nullable Response unsafe(AuthorizationRequest request) {
    return request
        .unsafe(config.clientId(), config.redirectUris().orElse(Set.of()))
        .map(reason -> Response.status(400).entity(AuthorizePage.error(reason)).build())
        .orElse(null);
  }

  private static Response back(AuthorizationRequest request, Map<String, String> parameters) {
    var target = UriBuilder.fromUri(request.redirectUri());
    parameters.forEach((name, value) -> target.queryParam(name, value));
    if (request.state() != null) {
      target.queryParam("state", "{state}");
      return Response.status(302).location(target.build(request.state())).build();
    }
    return Response.status(302).location(target.build()).build();
  }

  private static AuthorizationRequest request(MultivaluedMap<String, String> given) {
    return new AuthorizationRequest(
        given.getFirst("client_id"),
        given.getFirst("redirect_uri"),
        given.getFirst("response_type"),
        given.getFirst("code_challenge"),
        given.getFirst("code_challenge_method"),
        given.getFirst("state"));
  }
}
