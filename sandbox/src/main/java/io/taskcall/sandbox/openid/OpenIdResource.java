package io.taskcall.sandbox.openid;

import io.taskcall.sandbox.SandboxConfig;
import io.taskcall.sandbox.domain.grant.Seal;
import io.taskcall.sandbox.memory.SignInBook;
import io.taskcall.sandbox.memory.SignInBook.Person;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;

/** What clients ask of the provider: where its things are, its key, and who has signed in. */
@Path("/" + OpenIdResource.PLACE)
@Produces(MediaType.APPLICATION_JSON)
public class OpenIdResource {
  static final String PLACE = "openid";
  private static final int TOKEN_LIVES_MINUTES = 5;

  private final SandboxConfig.OpenId config;
  private final SignInBook book;
  private final SigningKey key;

  OpenIdResource(SandboxConfig config, SignInBook book, SigningKey key) {
    this.config = config.openid();
    this.book = book;
    this.key = key;
  }

  @GET
  @Path("/.well-known/openid-configuration")
  public Map<String, Object> discover(@Context UriInfo uri) {
    var issuer = issuer(uri);
    var said = new TreeMap<String, Object>();
    said.put("issuer", issuer);
    said.put("authorization_endpoint", issuer + "/authorize");
    said.put("token_endpoint", issuer + "/token");
    said.put("jwks_uri", issuer + "/keys");
    said.put("response_types_supported", List.of("code"));
    said.put("subject_types_supported", List.of("public"));
    said.put("id_token_signing_alg_values_supported", List.of("RS256"));
    said.put("code_challenge_methods_supported", List.of("S256"));
    said.put(
        "token_endpoint_auth_methods_supported",
        List.of("client_secret_basic", "client_secret_post"));
    return said;
  }

  @GET
  @Path("/keys")
  public Map<String, Object> keys() {
    return Map.of("keys", List.of(key.published()));
  }

  @POST
  @Path("/token")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response token(
      @Context UriInfo uri,
      @HeaderParam("Authorization") @Nullable String authorization,
      MultivaluedMap<String, String> form) {
    if (!isClient(authorization, form)) {
      return error(401, "invalid_client");
    }
    if (!"authorization_code".equals(form.getFirst("grant_type"))) {
      return error(400, "unsupported_grant_type");
    }
    return book.fetch(
            given(form, "code"),
            form.getFirst("redirect_uri"),
            form.getFirst("code_verifier"),
            Instant.now())
        .map(person -> Response.ok(tokens(issuer(uri), person)))
        .map(answer -> answer.header("Cache-Control", "no-store").build())
        .orElseGet(() -> error(400, "invalid_grant"));
  }

  private Map<String, Object> tokens(String issuer, Person person) {
    var claims = new JwtClaims();
    claims.setIssuer(issuer);
    claims.setAudience(config.clientId());
    claims.setSubject(subject(person));
    claims.setIssuedAtToNow();
    claims.setExpirationTimeMinutesInTheFuture(TOKEN_LIVES_MINUTES);
    claims.setStringClaim("email", person.email());
    claims.setClaim("email_verified", true);
    claims.setStringClaim("name", person.name());
    if (person.nonce() != null) {
      claims.setStringClaim("nonce", person.nonce());
    }
    return Map.of(
        "access_token",
        "oidc_" + UUID.randomUUID(),
        "token_type",
        "Bearer",
        "expires_in",
        TOKEN_LIVES_MINUTES * 60,
        "id_token",
        key.sign(claims));
  }

  private boolean isClient(@Nullable String authorization, MultivaluedMap<String, String> form) {
    var shown =
        authorization == null
            ? encoded(given(form, "client_id")) + ":" + encoded(given(form, "client_secret"))
            : basic(authorization);
    return Seal.same(encoded(config.clientId()) + ":" + encoded(config.clientSecret()), shown);
  }

  private static String basic(String authorization) {
    try {
      var decoded = Base64.getDecoder().decode(authorization.replaceFirst("^Basic ", ""));
      return new String(decoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return "";
    }
  }

  /** The same address is always the same person. */
  private static String subject(Person person) {
    var email = person.email().getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(email).toString();
  }

  private static String issuer(UriInfo uri) {
    return uri.getBaseUri().resolve(PLACE).toString();
  }

  private static Response error(int status, String error) {
    return Response.status(status).entity(Map.of("error", error)).build();
  }

  private static String given(MultivaluedMap<String, String> form, String name) {
    @Nullable String value = form.getFirst(name);
    return value == null ? "" : value;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
