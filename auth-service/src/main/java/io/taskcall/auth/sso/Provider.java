package io.taskcall.auth.sso;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.crypto.Pkce;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.postgres.PostgresSso.Held;
import io.taskcall.auth.postgres.PostgresSsoVisits.Secrets;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A provider's own words: where its things are, what it gives for a code, its keys. */
@ApplicationScoped
class Provider {
  private static final int OK = 200;

  /** The form of an OAuth error code; anything else is not repeated. */
  private static final Pattern CODE = Pattern.compile("[a-z_]{1,40}");

  private final Outside outside;

  Provider(Outside outside) {
    this.outside = outside;
  }

  /**
   * Where a provider's things are.
   *
   * @param secretInForm whether it wants a client's secret there rather than in a header
   */
  record Places(URI authorize, URI token, URI keys, Optional<URI> userInfo, boolean secretInForm) {}

  /** What a provider gives for a code. */
  sealed interface Given {
    /** What it says of somebody, signed, and what gets more of it. */
    record Tokens(String idToken, Optional<Secret> accessToken) implements Given {}

    /** Nothing. */
    record Nothing(String reason) implements Given {}
  }

  /** Of providers that need no TLS, in the form of a content security policy. */
  String origins() {
    return outside.privateHosts().stream()
        .sorted()
        .map(host -> "http://" + host + ":*")
        .collect(Collectors.joining(" "));
  }

  /** Finds a provider's things by what it calls itself. */
  Uni<Places> find(String issuer) {
    return Uni.createFrom()
        .item(() ->
            outside.allowed(issuer.replaceFirst("/+$", "") + "/.well-known/openid-configuration"))
        .flatMap(url -> outside.get(url, Map.of()))
        .map(answer -> places(json(answer, "its discovery document"), issuer));
  }

  /** Where somebody signs in. */
  static URI page(Places places, String clientId, URI back, Secrets secrets, String email) {
    var query = new LinkedHashMap<String, String>();
    query.put("response_type", "code");
    query.put("client_id", clientId);
    query.put("redirect_uri", back.toString());
    query.put("scope", "openid email profile");
    query.put("state", secrets.state().reveal());
    query.put("nonce", secrets.nonce().reveal());
    query.put("code_challenge", Pkce.challenge(secrets.verifier()));
    query.put("code_challenge_method", "S256");
    query.put("login_hint", email);
    var page = places.authorize().toString();
    return URI.create(page + (page.contains("?") ? "&" : "?") + form(query));
  }

  /** Exchanges what somebody came back with. */
  Uni<Given> redeem(Places places, Held client, URI back, Secret code, Secret verifier) {
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "authorization_code");
    form.put("code", code.reveal());
    form.put("redirect_uri", back.toString());
    form.put("code_verifier", verifier.reveal());
    form.put("client_id", client.settings().clientId());
    Map<String, String> headers = Map.of();
    if (places.secretInForm()) {
      form.put("client_secret", client.clientSecret().reveal());
    } else {
      headers = Map.of("Authorization", basic(client));
    }
    return outside.post(places.token(), headers, form(form)).map(Provider::given);
  }

  /** The keys that a provider signs with, as a JWK set. */
  Uni<String> keys(Places places) {
    return outside
        .get(places.keys(), Map.of())
        .map(answer -> json(answer, "the document of its keys").encode());
  }

  /** What else a provider says of whoever this token is about. */
  Uni<JsonObject> userInfo(URI url, Secret accessToken) {
    return outside
        .get(url, Map.of("Authorization", "Bearer " + accessToken.reveal()))
        .map(answer -> json(answer, "what it says of people"));
  }

  private Places places(JsonObject said, String issuer) {
    if (!issuer.equals(said.getValue("issuer"))) {
      throw new ProviderProblem(
          "it calls itself otherwise; the issuer must be right to the letter");
    }
    var userInfo =
        said.getValue("userinfo_endpoint") instanceof String url
            ? Optional.of(outside.allowed(url))
            : Optional.<URI>empty();
    return new Places(
        place(said, "authorization_endpoint"),
        place(said, "token_endpoint"),
        place(said, "jwks_uri"),
        userInfo,
        wantsSecretInForm(said));
  }

  private URI place(JsonObject said, String what) {
    if (said.getValue(what) instanceof String url) {
      return outside.allowed(url);
    }
    throw new ProviderProblem("its discovery document has no " + what);
  }

  /** A header is what all must know that say nothing. */
  private static boolean wantsSecretInForm(JsonObject said) {
    return said.getValue("token_endpoint_auth_methods_supported") instanceof JsonArray methods
        && methods.contains("client_secret_post")
        && !methods.contains("client_secret_basic");
  }

  private static Given given(Outside.Answer answer) {
    var said = parsed(answer.body());
    if (answer.status() == OK && said.getValue("id_token") instanceof String token) {
      return new Given.Tokens(
          token,
          said.getValue("access_token") instanceof String access
              ? Optional.of(new Secret(access))
              : Optional.empty());
    }
    if (answer.status() / 100 == 5) {
      throw new ProviderProblem("it answered " + answer.status());
    }
    return said.getValue("error") instanceof String error && CODE.matcher(error).matches()
        ? new Given.Nothing("it answered " + error)
        : new Given.Nothing("it answered " + answer.status() + " without an ID token");
  }

  private static JsonObject json(Outside.Answer answer, String what) {
    if (answer.status() != OK) {
      throw new ProviderProblem("it answered " + answer.status() + " for " + what);
    }
    return parsed(answer.body());
  }

  private static JsonObject parsed(String body) {
    try {
      return new JsonObject(body);
    } catch (DecodeException e) {
      throw new ProviderProblem("it answered something else than JSON", e);
    }
  }

  private static String basic(Held client) {
    var both =
        encoded(client.settings().clientId()) + ":" + encoded(client.clientSecret().reveal());
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
