package io.taskcall.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is in which organization, with which role. Published to {@code taskcall.members.v1},
 * compacted, keyed by user id: the last one is the whole truth.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = MemberEvent.Saved.class, name = "member.saved"),
  @JsonSubTypes.Type(value = MemberEvent.Removed.class, name = "member.removed"),
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface MemberEvent extends Event {
  /** Who. */
  UUID userId();

  /** In which organization. */
  UUID organizationId();

  @Override
  default Topic topic() {
    return Topic.MEMBERS;
  }

  @Override
  default String key() {
    return userId().toString();
  }

  /**
   * The person belongs to the organization.
   *
   * @param apiKeys hashes of the person's API keys, never a key; every service checks a bearer
   *     token against them without asking anybody
   * @param serviceAccount true if it is no person but a program, which nobody can page and whose
   *     e-mail address leads nowhere; absent for people
   */
  record Saved(
      UUID id,
      Instant at,
      UUID userId,
      UUID organizationId,
      String organizationName,
      String name,
      String email,
      Role role,
      List<ApiKey> apiKeys,
      @Nullable Boolean serviceAccount)
      implements MemberEvent {
    public Saved {
      apiKeys = List.copyOf(apiKeys);
    }

    /** A person. */
    public Saved(
        UUID id,
        Instant at,
        UUID userId,
        UUID organizationId,
        String organizationName,
        String name,
        String email,
        Role role,
        List<ApiKey> apiKeys) {
      this(id, at, userId, organizationId, organizationName, name, email, role, apiKeys, null);
    }
  }

  /** The person belongs to it no more. */
  record Removed(UUID id, Instant at, UUID userId, UUID organizationId) implements MemberEvent {}

  /**
   * An API key's hash.
   *
   * @param sha256 of the key, lower-case hex
   * @param rights what whoever holds the key may do, after the person's role and the key's own
   *     scopes; absent from what was published before there were rights, and then it is everything
   */
  record ApiKey(
      UUID id,
      String name,
      String sha256,
      @Nullable Instant expiresAt,
      @Nullable List<String> rights) {
    public ApiKey {
      rights = rights == null ? null : List.copyOf(rights);
    }

    /** A key of before there were rights. */
    public ApiKey(UUID id, String name, String sha256, @Nullable Instant expiresAt) {
      this(id, name, sha256, expiresAt, null);
    }
  }

  /** What a person may do, from most to least. */
  enum Role {
    @JsonProperty("owner")
    OWNER,
    @JsonProperty("admin")
    ADMIN,
    @JsonProperty("user")
    USER,
    @JsonProperty("limited_user")
    LIMITED_USER,
    @JsonProperty("stakeholder")
    STAKEHOLDER,
    @JsonProperty("limited_stakeholder")
    LIMITED_STAKEHOLDER
  }
}
