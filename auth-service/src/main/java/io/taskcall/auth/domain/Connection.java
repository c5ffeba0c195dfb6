package io.taskcall.auth.domain;

import io.taskcall.contracts.IntegrationEvent.State;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * How an integration stands with Datadog.
 *
 * @param site absent for a tool other than Datadog
 * @param grant absent if nobody has authorized us
 */
public record Connection(Optional<String> site, State state, Optional<Grant> grant) {
  /** What has to be done for an access token. */
  public sealed interface Need {
    /** Nothing: this is the answer. */
    record Answered(TokenOutcome outcome) implements Need {}

    /** Datadog must be asked. */
    record Ask(Grant grant, URI apiUrl) implements Need {}
  }

  /** What has to be done for a token that is usable now. */
  public Need need(Sites sites, Instant now) {
    var apiUrl = site.flatMap(sites::apiUrl);
    if (grant.isEmpty() || apiUrl.isEmpty()) {
      return notConnected("nobody has authorized TaskCall at a Datadog site that it knows");
    }
    if (state == State.DISCONNECTED) {
      return notConnected("Datadog has revoked the authorization");
    }
    return grant
        .get()
        .usableAt(now)
        .<Need>map(token -> new Need.Answered(new TokenOutcome.Issued(token, apiUrl.get())))
        .orElseGet(() -> new Need.Ask(grant.get(), apiUrl.get()));
  }

  private static Need notConnected(String reason) {
    return new Need.Answered(new TokenOutcome.NotConnected(reason));
  }
}
