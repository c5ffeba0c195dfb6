package io.taskcall.auth.domain;

import io.taskcall.auth.domain.access.ApiKey;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.MemberEvent;
import io.taskcall.contracts.MemberEvent.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A person who belongs to an organization, or a program that has an account there.
 *
 * @param email of a service account, one that leads nowhere
 */
public record Member(
    UUID id,
    UUID organizationId,
    String name,
    String email,
    Role role,
    List<ApiKey> apiKeys,
    boolean serviceAccount) {
  /** What an API key that came with the setup is called. */
  public static final String SETUP_KEY = "setup";

  public Member {
    apiKeys = List.copyOf(apiKeys);
  }

  /** A person. */
  public Member(
      UUID id, UUID organizationId, String name, String email, Role role, List<ApiKey> apiKeys) {
    this(id, organizationId, name, email, role, apiKeys, false);
  }

  /** An account for a program. */
  public static Member serviceAccount(UUID id, UUID organizationId, String name, Role role) {
    var email = id + "@service-account.invalid";
    return new Member(id, organizationId, name, email, role, List.of(), true);
  }

  /** The person with this e-mail address; the same address is always the same person. */
  public static Member of(Organization organization, String name, String email, Role role) {
    var id = Ids.derive("user", organization.id(), email);
    return new Member(id, organization.id(), name, email, role, List.of());
  }

  /**
   * The same person with the setup's key, if any, and those of {@code before} that it did not make.
   */
  Member withSetupKey(Optional<String> sha256, List<ApiKey> before) {
    var made =
        sha256.map(hash -> ApiKey.unlimited(Ids.derive("api-key", id, hash), SETUP_KEY, hash));
    var kept = before.stream().filter(key -> !key.name().equals(SETUP_KEY));
    // In one order, so that the same keys are equal wherever they come from.
    var keys = Stream.concat(made.stream(), kept).sorted(Comparator.comparing(ApiKey::id)).toList();
    return new Member(id, organizationId, name, email, role, keys, serviceAccount);
  }

  /** What the others hear about this person. */
  public MemberEvent.Saved saved(Organization organization, Revision revision) {
    return new MemberEvent.Saved(
        revision.eventId("member.saved", id),
        revision.at(),
        id,
        organizationId,
        organization.name(),
        name,
        email,
        role,
        apiKeys.stream().map(key -> key.published(role)).toList(),
        serviceAccount ? true : null);
  }

  /** What the others hear when this person has left. */
  public MemberEvent.Removed removed(Revision revision) {
    return new MemberEvent.Removed(
        revision.eventId("member.removed", id), revision.at(), id, organizationId);
  }
}
