package io.taskcall.sandbox.memory;

import io.taskcall.sandbox.SandboxConfig;
import io.taskcall.sandbox.domain.grant.AuthorizationRequest;
import io.taskcall.sandbox.domain.grant.Code;
import io.taskcall.sandbox.domain.grant.Grant;
import io.taskcall.sandbox.domain.grant.Seal;
import io.taskcall.sandbox.domain.grant.Token;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who was granted what.
 *
 * <p>Grants that it never saw but whose token bears its seal are taken for granted: they were given
 * out before a restart.
 */
@ApplicationScoped
public class GrantBook {
  public static final Duration ACCESS_TOKEN_LIVES = Duration.ofHours(1);
  private static final Duration CODE_LIVES = Duration.ofMinutes(10);
  private static final String DEMO = "demo";

  /** What a client gets for a code or a refresh token. */
  public record Pair(String accessToken, String refreshToken) {}

  private final Map<String, Grant> grants = new HashMap<>();
  private final Map<String, Code> codes = new HashMap<>();
  private final Seal seal;
  private final String seed;
  private final SwitchBoard switches;

  GrantBook(SandboxConfig config, SwitchBoard switches) {
    seal = new Seal(config.datadog().tokenSecret());
    seed = config.datadog().refreshToken();
    this.switches = switches;
  }

  public synchronized String authorize(AuthorizationRequest request, Instant at) {
    codes.values().removeIf(code -> !at.isBefore(code.expiresAt()));
    var code = "ddcode_" + UUID.randomUUID().toString().replace("-", "");
    codes.put(
        code,
        new Code(
            Objects.requireNonNull(request.redirectUri()),
            Objects.requireNonNull(request.codeChallenge()),
            at.plus(CODE_LIVES)));
    return code;
  }

  /** A code is gone once somebody tried it, rightly or not. */
  public synchronized Optional<Pair> redeem(
      String code, @Nullable String redirectUri, @Nullable String verifier, Instant at) {
    var known = codes.remove(code);
    if (known == null || !known.redeemableWith(redirectUri, verifier, at)) {
      return Optional.empty();
    }
    return Optional.of(pair(new Grant(UUID.randomUUID().toString(), 0, false), at));
  }

  public synchronized Optional<Pair> refresh(String refreshToken, Instant at) {
    return refreshTokenOf(refreshToken)
        .filter(token -> !switches.switches().revoked())
        .filter(token -> grant(token.grant()).accepts(token.number()))
        .map(token -> pair(grant(token.grant()).usedWith(token.number()), at));
  }

  /** Whether somebody with this access token may call the API. */
  public synchronized boolean admits(String accessToken, Instant at) {
    return seal.open(accessToken)
        .filter(token -> token.kind() == Token.Kind.ACCESS)
        .filter(token -> at.getEpochSecond() < token.number())
        .filter(token -> !switches.switches().revoked())
        .filter(token -> !grant(token.grant()).revoked())
        .isPresent();
  }

  /** Ends the grant that a token belongs to; an unknown token changes nothing. */
  public synchronized void revoke(String token) {
    refreshTokenOf(token)
        .or(() -> seal.open(token))
        .ifPresent(known -> grants.put(known.grant(), grant(known.grant()).revoke()));
  }

  private Pair pair(Grant grant, Instant at) {
    grants.put(grant.id(), grant);
    var ends = at.plus(ACCESS_TOKEN_LIVES).getEpochSecond();
    return new Pair(
        seal.seal(new Token(Token.Kind.ACCESS, grant.id(), ends)),
        seal.seal(new Token(Token.Kind.REFRESH, grant.id(), grant.generation() + 1)));
  }

  private Optional<Token> refreshTokenOf(String text) {
    if (Seal.same(seed, text)) {
      return Optional.of(new Token(Token.Kind.REFRESH, DEMO, 0));
    }
    return seal.open(text).filter(token -> token.kind() == Token.Kind.REFRESH);
  }

  private Grant grant(String id) {
    return grants.getOrDefault(id, new Grant(id, 0, false));
  }
}
