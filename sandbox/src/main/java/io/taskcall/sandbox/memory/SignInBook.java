package io.taskcall.sandbox.memory;

import io.taskcall.sandbox.domain.grant.AuthorizationRequest;
import io.taskcall.sandbox.domain.grant.Code;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who has signed in at the OpenID provider, and was not fetched yet. */
@ApplicationScoped
public class SignInBook {
  private static final Duration CODE_LIVES = Duration.ofMinutes(1);

  /**
   * Somebody who has signed in.
   *
   * @param nonce what the client wants to find in the ID token
   */
  public record Person(String email, String name, @Nullable String nonce) {}

  private record Waiting(Code code, Person person) {}

  private final Map<String, Waiting> waiting = new HashMap<>();

  /** Somebody signs in; the code fetches them. */
  public synchronized String signIn(AuthorizationRequest request, Person person, Instant at) {
    waiting.values().removeIf(known -> !at.isBefore(known.code().expiresAt()));
    var code = "oidccode_" + UUID.randomUUID().toString().replace("-", "");
    var givenFor =
        new Code(
            Objects.requireNonNull(request.redirectUri()),
            Objects.requireNonNull(request.codeChallenge()),
            at.plus(CODE_LIVES));
    waiting.put(code, new Waiting(givenFor, person));
    return code;
  }

  /** A code is gone once somebody tried it, rightly or not. */
  public synchronized Optional<Person> fetch(
      String code, @Nullable String redirectUri, @Nullable String verifier, Instant at) {
    return Optional.ofNullable(waiting.remove(code))
        .filter(known -> known.code().redeemableWith(redirectUri, verifier, at))
        .map(Waiting::person);
  }
}
