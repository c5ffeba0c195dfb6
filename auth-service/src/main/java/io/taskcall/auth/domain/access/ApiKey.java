package io.taskcall.auth.domain.access;

import io.taskcall.contracts.MemberEvent;
import io.taskcall.contracts.MemberEvent.Role;
import io.taskcall.rights.Right;
import io.taskcall.rights.Scope;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an API key: enough to recognise it, not to use it.
 *
 * @param expiresAt absent if it does not end by itself
 */
public record ApiKey(
    UUID id, String name, String sha256, @Nullable Instant expiresAt, Set<Scope> scopes) {
  public ApiKey {
    scopes = Collections.unmodifiableSet(EnumSet.copyOf(scopes));
  }

  /** One that may do all that its owner may, until it is taken back. */
  public static ApiKey unlimited(UUID id, String name, String sha256) {
    return new ApiKey(id, name, sha256, null, EnumSet.of(Scope.ADMIN));
  }

  /** What the others hear about it. */
  public MemberEvent.ApiKey published(Role role) {
    var rights = Right.of(role, scopes).stream().map(Right::wireName).toList();
    return new MemberEvent.ApiKey(id, name, sha256, expiresAt, rights);
  }
}
