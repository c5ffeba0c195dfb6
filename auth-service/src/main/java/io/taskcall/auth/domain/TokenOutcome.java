package io.taskcall.auth.domain;

import io.taskcall.auth.domain.connect.DatadogKeys;
import java.net.URI;
import java.time.Instant;

/** What came of asking us for an access token. */
public sealed interface TokenOutcome {
  /** Here it is, and where it may be used. */
  record Issued(AccessToken token, URI apiUrl) implements TokenOutcome {}

  /** No token, but keys that show as much; they are asked for again after a while. */
  record Keyed(DatadogKeys keys, Instant expiresAt, URI apiUrl) implements TokenOutcome {}

  /** There is no such integration. */
  record Unknown() implements TokenOutcome {}

  /** The integration has no grant, or Datadog has revoked it. */
  record NotConnected(String reason) implements TokenOutcome {}

  /** Datadog gave no answer to go by; it may later. */
  record Unavailable(String reason) implements TokenOutcome {}
}
