package io.taskcall.sandbox.datadog;

import io.taskcall.sandbox.SandboxConfig;
import io.taskcall.sandbox.domain.grant.Seal;
import io.taskcall.sandbox.memory.GrantBook;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where a client gets tokens and gives them back. */
@Path("/datadog/oauth2/v1")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
public class OAuthResource {
  private final SandboxConfig.Datadog config;
  private final GrantBook grants;

  OAuthResource(SandboxConfig config, GrantBook grants) {
    this.config = config.datadog();
    this.grants = grants;
  }

  @POST
  @Path("/token")
  public Response token(MultivaluedMap<String, String> form) {
    var refusal = clientRefusal(form);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    var now = Instant.now();
    return switch (given(form, "grant_type")) {
      case "authorization_code" ->
          answer(
              grants.redeem(
                  given(form, "code"),
                  form.getFirst("redirect_uri"),
                  form.getFirst("code_verifier"),
                  now));
      case "refresh_token" -> answer(grants.refresh(given(form, "refresh_token"), now));
      case "" -> error(400, "invalid_request");
      default -> error(400, "unsupported_grant_type");
    };
  }

  /** The answer is 200 whatever the token was. */
  @POST
  @Path("/revoke")
  public Response revoke(MultivaluedMap<String, String> form) {
    var refusal = clientRefusal(form);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    grants.revoke(given(form, "token"));
    return Response.ok(Map.of()).build();
  }

  private Optional<Response> clientRefusal(MultivaluedMap<String, String> form) {
    if (given(form, "client_secret").isEmpty()) {
      return Optional.of(error(401, "invalid_client"));
    }
    var known =
        config.clientId().equals(form.getFirst("client_id"))
            && Seal.same(config.clientSecret(), given(form, "client_secret"));
    return known ? Optional.empty() : Optional.of(error(400, "invalid_client"));
  }

  private Response answer(Optional<GrantBook.Pair> pair) {
    return pair.map(this::tokens).orElseGet(() -> error(400, "invalid_grant"));
  }

  private Response tokens(GrantBook.Pair pair) {
    var body = new TreeMap<String, Object>();
    body.put("access_token", pair.accessToken());
    body.put("refresh_token", pair.refreshToken());
    body.put("token_type", "Bearer");
    body.put("expires_in", GrantBook.ACCESS_TOKEN_LIVES.toSeconds());
    body.put("scope", String.join(" ", config.scopes()));
    return Response.ok(body).header("Cache-Control", "no-store").build();
  }

  private static Response error(int status, String error) {
    return Response.status(status).entity(Map.of("error", error)).build();
  }

  private static String given(MultivaluedMap<String, String> form, String name) {
    @Nullable String value = form.getFirst(name);
    return value == null ? "" : value;
  }
}
