package io.taskcall.auth.domain.connect;

import io.taskcall.auth.domain.Secret;
import java.util.Optional;
import java.util.regex.Pattern;

/** What Datadog sends people back with. */
public sealed interface Callback {
  /** The form of an OAuth error code; anything else is not repeated. */
  Pattern ERROR = Pattern.compile("[a-z_]{1,40}");

  /** They allowed it. */
  record Allowed(Secret code, Optional<String> domain) implements Callback {}

  /** They did not. */
  record Denied() implements Callback {}

  /** Datadog did not. */
  record Refused(String error) implements Callback {}

  /** Nobody could make sense of it. */
  record Garbled() implements Callback {}

  /** Reads what is in the address. */
  static Callback of(Optional<String> code, Optional<String> domain, Optional<String> error) {
    if (error.isPresent()) {
      return error.get().equals("access_denied")
          ? new Denied()
          : new Refused(ERROR.matcher(error.get()).matches() ? error.get() : "unknown");
    }
    return code.filter(text -> !text.isBlank())
        .<Callback>map(text -> new Allowed(new Secret(text), domain))
        .orElseGet(Garbled::new);
  }
}
