package io.taskcall.sync.domain;

import org.jspecify.annotations.Nullable;

/**
 * Whom an incident notifies in Datadog.
 *
 * @param handle an {@code @} and an e-mail address, or the name of a channel
 */
public record Handle(@Nullable String name, String handle) {
  /** A person with an account there under the same address. */
  public static Handle of(String name, String email) {
    return new Handle(name, "@" + email);
  }

  /** True if both notify the same. */
  public boolean isSameAs(Handle other) {
    return handle.equalsIgnoreCase(other.handle);
  }
}
