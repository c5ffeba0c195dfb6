package io.taskcall.auth.domain.sso;

import io.taskcall.auth.domain.Secret;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What somebody brings back from their provider.
 *
 * @param issuer who it says it is, where it says so
 * @param error why it did not let them through
 */
public record SsoCallback(
    Optional<Secret> state,
    Optional<Secret> code,
    Optional<String> issuer,
    Optional<String> error) {
  /** The form of an OAuth error code; anything else is not repeated. */
  private static final Pattern ERROR = Pattern.compile("[a-z_]{1,40}");

  /** The error in a form that can be shown. */
  public Optional<String> shownError() {
    return error.map(said -> ERROR.matcher(said).matches() ? said : "error");
  }
}
