package io.taskcall.rights;

import static io.taskcall.contracts.MemberEvent.Role.ADMIN;
import static io.taskcall.contracts.MemberEvent.Role.LIMITED_STAKEHOLDER;
import static io.taskcall.contracts.MemberEvent.Role.LIMITED_USER;
import static io.taskcall.contracts.MemberEvent.Role.OWNER;
import static io.taskcall.contracts.MemberEvent.Role.STAKEHOLDER;
import static io.taskcall.contracts.MemberEvent.Role.USER;

import io.taskcall.contracts.MemberEvent;
import io.taskcall.contracts.MemberEvent.Role;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What somebody may be allowed to do, and the roles that may: this is the whole table. */
@SuppressWarnings("ImmutableEnumChecker") // the sets are unmodifiable
public enum Right {
  /** See how services are doing. */
  VIEW_STATUS(OWNER, ADMIN, USER, LIMITED_USER, STAKEHOLDER, LIMITED_STAKEHOLDER),

  /** See incidents, schedules, services, integrations and people. */
  READ(OWNER, ADMIN, USER, LIMITED_USER, STAKEHOLDER),

  /** Open, acknowledge, resolve and otherwise work on incidents. */
  RESPOND(OWNER, ADMIN, USER, LIMITED_USER),

  /** Have API keys of one's own. */
  MAKE_API_KEYS(OWNER, ADMIN, USER, LIMITED_USER),

  /** Take over shifts. */
  OVERRIDE_SCHEDULES(OWNER, ADMIN, USER),

  /** Change services, schedules, policies and integrations. */
  CONFIGURE(OWNER, ADMIN, USER),

  /** Invite people, change their roles, end their sessions and keys. */
  MANAGE_PEOPLE(OWNER, ADMIN),

  /** Read who did what. */
  READ_AUDIT_LOG(OWNER, ADMIN),

  /** Make others owners, and give the organization up. */
  OWN(OWNER);

  private final Set<Role> roles;

  Right(Role... roles) {
    this.roles = Collections.unmodifiableSet(EnumSet.copyOf(List.of(roles)));
  }

  /** Whether a role has this right. */
  public boolean isOf(Role role) {
    return roles.contains(role);
  }

  /** What a role may do. */
  public static Set<Right> of(Role role) {
    return Arrays.stream(values())
        .filter(right -> right.isOf(role))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Right.class)));
  }

  /** What an API key may do: what its owner may, as far as its scopes go. */
  public static Set<Right> of(Role role, Set<Scope> scopes) {
    return of(role).stream()
        .filter(right -> scopes.stream().anyMatch(scope -> scope.covers(right)))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Right.class)));
  }

  /** What whoever shows an API key may do, as auth has published it. */
  public static Set<Right> of(Role role, MemberEvent.ApiKey key) {
    var named = key.rights();
    return named == null ? of(role) : named(named);
  }

  /** Those that others call by these names; a name of a later version means nothing here. */
  public static Set<Right> named(Collection<String> names) {
    return Arrays.stream(values())
        .filter(right -> names.contains(right.wireName()))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Right.class)));
  }

  /** What others call it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
