package io.taskcall.auth.setup;

import io.taskcall.auth.domain.Secret;
import java.util.Optional;
import java.util.function.Function;

/** Reads secrets from environment variables; what it says about a wrong one never shows it. */
record Environment(Function<String, Optional<String>> variables) {
  private static final int PASSWORD_LENGTH_MIN = 10;

  /** A variable's value, unless it is not there or empty. */
  Optional<Secret> value(String name) {
    return variables.apply(name).filter(value -> !value.isBlank()).map(Secret::new);
  }

  /** The API key in a variable: {@code tc_} and 43 characters of base64url, which is 256 bits. */
  Secret apiKey(String name) {
    return value(name)
        .filter(key -> key.reveal().matches("tc_[A-Za-z0-9_-]{43}"))
        .orElseThrow(() ->
            new SetupProblem(
                name + " must be set in the environment to tc_ and 43 characters of base64url"));
  }

  /** A password, if there is one: long enough that nobody guesses it. */
  Optional<Secret> password(String name) {
    var password = value(name);
    password
        .filter(given -> given.reveal().length() < PASSWORD_LENGTH_MIN)
        .ifPresent(_ -> {
          throw new SetupProblem(
              name + " must have at least " + PASSWORD_LENGTH_MIN + " characters");
        });
    return password;
  }

  /** The integration key in the variable that {@code keyFrom} names: 32 hex digits, 128 bits. */
  Secret integrationKey(Place keyFrom) {
    var name = keyFrom.text();
    return value(name)
        .filter(key -> key.reveal().matches("[0-9a-f]{32}"))
        .orElseThrow(() ->
            keyFrom.problem(name + " must be set in the environment to 32 lower-case hex digits"));
  }
}
