package io.taskcall.sync.http;

import io.taskcall.contracts.Ids;
import io.taskcall.contracts.MemberEvent;
import io.taskcall.rights.Right;
import io.taskcall.rights.token.Claims;
import io.taskcall.rights.token.Tokens;
import io.taskcall.sync.domain.Handle;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotAuthorizedException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Knows whose API key or token it is, and what it allows. Keys are looked up by their hash, so the
 * time taken tells nothing.
 */
@ApplicationScoped
public class Members {
  private static final String BEARER = "Bearer ";

  private final Map<UUID, MemberEvent.Saved> members = new ConcurrentHashMap<>();
  private final Tokens tokens;
  private volatile Map<String, Owner> owners = Map.of();

  Members(Tokens tokens) {
    this.tokens = tokens;
  }

  private record Owner(UUID organizationId, @Nullable Instant expiresAt, Set<Right> rights) {}

  /** Takes over what auth says of a member. */
  public synchronized void hear(MemberEvent event) {
    switch (event) {
      case MemberEvent.Saved saved -> members.put(saved.userId(), saved);
      case MemberEvent.Removed removed -> members.remove(removed.userId());
    }
    var next = new HashMap<String, Owner>();
    for (var member : members.values()) {
      for (var key : member.apiKeys()) {
        var rights = Right.of(member.role(), key);
        next.put(key.sha256(), new Owner(member.organizationId(), key.expiresAt(), rights));
      }
    }
    owners = Map.copyOf(next);
  }

  /** Where somebody is reached, who may have an account in Datadog under the same address. */
  public Optional<Handle> handleOf(UUID userId) {
    return Optional.ofNullable(members.get(userId))
        .filter(member -> !Boolean.TRUE.equals(member.serviceAccount()))
        .map(member -> Handle.of(member.name(), member.email()));
  }

  /**
   * The organization that an {@code Authorization} header speaks for; 401 if it does for none, 403
   * if it hasn't the right that the request needs.
   */
  UUID mustHave(Right needed, @Nullable String authorization, Instant now) {
    var owner =
        ownerOf(authorization, now)
            .orElseThrow(() -> new NotAuthorizedException("send an API key", "Bearer"));
    if (!owner.rights().contains(needed)) {
      throw new ForbiddenException(
          "this needs the right " + needed.wireName() + ", which this API key lacks");
    }
    return owner.organizationId();
  }

  private Optional<Owner> ownerOf(@Nullable String authorization, Instant now) {
    if (authorization == null || !authorization.startsWith(BEARER)) {
      return Optional.empty();
    }
    var bearer = authorization.substring(BEARER.length());
    var claims = tokens.read(bearer, now);
    var owner = claims.isPresent() ? ownerOf(claims.get()) : owners.get(Ids.sha256(bearer));
    return Optional.ofNullable(owner)
        .filter(found -> found.expiresAt() == null || now.isBefore(found.expiresAt()));
  }

  /** Nobody, if they are gone by now. */
  private @Nullable Owner ownerOf(Claims claims) {
    var member = members.get(claims.memberId());
    return member != null && member.organizationId().equals(claims.organizationId())
        ? new Owner(member.organizationId(), claims.until(), claims.within(member.role()))
        : null;
  }
}
