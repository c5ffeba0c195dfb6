package io.taskcall.auth.domain.sso;

import io.taskcall.auth.domain.Organization;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** What came of wanting to sign in at one's own provider. */
public sealed interface SsoBegun {
  /** There they go. */
  record OffTo(URI page) implements SsoBegun {}

  /** No organization signs in with such an address. */
  record Unknown() implements SsoBegun {}

  /** More than one does; they say which. */
  record Which(List<Organization> organizations) implements SsoBegun {
    public Which {
      organizations = List.copyOf(organizations);
    }
  }

  /** Too often before. */
  record TooEarly(Duration left) implements SsoBegun {}

  /** The provider does not answer as one. */
  record ProviderDown(String reason) implements SsoBegun {}
}
