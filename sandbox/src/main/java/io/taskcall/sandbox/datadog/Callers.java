package io.taskcall.sandbox.datadog;

import io.taskcall.sandbox.SandboxConfig;
import io.taskcall.sandbox.domain.grant.Seal;
import io.taskcall.sandbox.domain.incident.Person;
import io.taskcall.sandbox.memory.GrantBook;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows who may call, and on whose behalf. */
@ApplicationScoped
class Callers {
  private static final String BEARER = "Bearer ";

  /** What a caller showed. */
  record Credentials(
      @Nullable String authorization, @Nullable String apiKey, @Nullable String applicationKey) {
    private Optional<String> token() {
      return authorization != null && authorization.startsWith(BEARER)
          ? Optional.of(authorization.substring(BEARER.length()))
          : Optional.empty();
    }
  }

  private final SandboxConfig.Datadog config;
  private final GrantBook grants;

  Callers(SandboxConfig config, GrantBook grants) {
    this.config = config.datadog();
    this.grants = grants;
  }

  /** The answer for whoever may not make this call; nothing for whoever may. */
  Optional<DatadogError> refusal(Credentials credentials, String scope, Instant at) {
    var token = credentials.token();
    if (token.isPresent()) {
      if (!grants.admits(token.get(), at)) {
        return Optional.of(DatadogError.text(401, "Unauthorized"));
      }
      return config.scopes().contains(scope)
          ? Optional.empty()
          : Optional.of(DatadogError.forbidden());
    }
    if (credentials.apiKey() == null) {
      return Optional.of(DatadogError.text(403, "API key required"));
    }
    return hasApiKey(credentials) && same(config.applicationKey(), credentials.applicationKey())
        ? Optional.empty()
        : Optional.of(DatadogError.forbidden());
  }

  boolean hasApiKey(Credentials credentials) {
    return same(config.apiKey(), credentials.apiKey());
  }

  Person person(@Nullable String authorization) {
    return authorization != null && authorization.startsWith(BEARER)
        ? Person.INTEGRATION
        : Person.DANA;
  }

  private static boolean same(String expected, @Nullable String given) {
    return given != null && Seal.same(expected, given);
  }
}
