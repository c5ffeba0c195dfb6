package io.taskcall.auth.domain;

import io.taskcall.contracts.IntegrationEvent.State;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * An organization's permission to call Datadog in its name.
 *
 * @param accessToken the last one that the refresh token was exchanged for
 */
public record Grant(Secret refreshToken, Optional<AccessToken> accessToken) {
  /** The token that a call may carry now, if no new one is needed. */
  Optional<AccessToken> usableAt(Instant now) {
    return accessToken.filter(token -> token.usableAt(now));
  }

  /**
   * The same, without its access token if that is the one that Datadog turned down.
   *
   * @param refusedSha256 hash of the token turned down; a newer token stays
   */
  public Grant without(String refusedSha256) {
    return new Grant(
        refreshToken, accessToken.filter(token -> !token.value().sha256().equals(refusedSha256)));
  }

  /** What Datadog's answer means for this grant and for whoever asked. */
  public Judgement judge(TokenAnswer answer, URI apiUrl, Instant now) {
    return switch (answer) {
      case TokenAnswer.Granted granted -> {
        var token = new AccessToken(granted.accessToken(), now.plus(granted.lifetime()));
        yield new Judgement(
            new Grant(granted.refreshToken().orElse(refreshToken), Optional.of(token)),
            Optional.of(State.CONNECTED),
            new TokenOutcome.Issued(token, apiUrl));
      }
      case TokenAnswer.Revoked revoked ->
          new Judgement(
              new Grant(refreshToken, Optional.empty()),
              Optional.of(State.DISCONNECTED),
              new TokenOutcome.NotConnected(revoked.reason()));
      case TokenAnswer.Unavailable unavailable ->
          new Judgement(this, Optional.empty(), new TokenOutcome.Unavailable(unavailable.reason()));
    };
  }

  /**
   * What to remember, and what to answer.
   *
   * @param state what the integration is now; absent if Datadog's answer says nothing about that
   */
  public record Judgement(Grant grant, Optional<State> state, TokenOutcome outcome) {}
}
