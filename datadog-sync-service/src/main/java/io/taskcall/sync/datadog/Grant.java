package io.taskcall.sync.datadog;

import java.net.URI;
import java.time.Instant;

/** The right to call an organization's Datadog until a moment. */
record Grant(String accessToken, Instant expiresAt, URI apiUrl) {
  @Override
  public String toString() {
    return "Grant[for " + apiUrl + " until " + expiresAt + "]";
  }
}
