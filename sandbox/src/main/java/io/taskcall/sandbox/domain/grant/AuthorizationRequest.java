package io.taskcall.sandbox.domain.grant;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client asks for when it sends a person to the authorize page. */
public record AuthorizationRequest(
    @Nullable String clientId,
    @Nullable String redirectUri,
    @Nullable String responseType,
    @Nullable String codeChallenge,
    @Nullable String codeChallengeMethod,
    @Nullable String state) {
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  /** Why nobody may be sent back at all: then the person sees an error page of Datadog's. */
  public Optional<String> unsafe(String knownClient, Set<String> redirectUris) {
    if (!knownClient.equals(clientId)) {
      return Optional.of("This client is not known.");
    }
    if (redirectUri == null || !allowed(redirectUri, redirectUris)) {
      return Optional.of("This redirect_uri is not registered for the client.");
    }
    return Optional.empty();
  }

  /** What the client is told in {@code error}, by a redirect. */
  public Optional<String> error() {
    if (!"code".equals(responseType)) {
      return Optional.of("unsupported_response_type");
    }
    if (codeChallenge == null || codeChallenge.isBlank() || !"S256".equals(codeChallengeMethod)) {
      return Optional.of("invalid_request");
    }
    return Optional.empty();
  }

  /** Without a registered list, any address on this machine will do. */
  private static boolean allowed(String uri, Set<String> registered) {
    if (!registered.isEmpty()) {
      return registered.contains(uri);
    }
    try {
      var parsed = URI.create(uri);
      return parsed.getHost() != null && THIS_MACHINE.contains(parsed.getHost());
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }
}
