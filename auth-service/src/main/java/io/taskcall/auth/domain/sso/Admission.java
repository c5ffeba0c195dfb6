package io.taskcall.auth.domain.sso;

import io.taskcall.contracts.MemberEvent.Role;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether somebody whom a provider vouches for is let in, and as whom. They are known by who they
 * are at the provider; an address counts the first time only, so that an address which is given to
 * somebody else does not take the account along.
 */
public sealed interface Admission {
  /** They have been here before. */
  record Known(UUID member) implements Admission {}

  /** They belong to the organization, and come from the provider for the first time. */
  record Link(UUID member) implements Admission {}

  /** They are new to the organization. */
  record Join() implements Admission {}

  /** They stay out. */
  record Refused(Reason reason) implements Admission {}

  /** Why somebody stays out. */
  enum Reason {
    /** The provider does not say that the address is theirs. */
    UNVERIFIED,

    /** Their address is not one of the organization's. */
    OTHER_DOMAIN,

    /** They were let go. */
    LEFT,

    /** Somebody else of that provider has the account with this address. */
    OTHER_PERSON,

    /** It is an owner's account, and no owner has chosen the provider. */
    OWNER
  }

  /**
   * Somebody who belongs to the organization, or did.
   *
   * @param linked whether we know who they are at the provider
   */
  record Person(UUID id, Role role, boolean removed, boolean linked) {}

  /**
   * Judges who comes back.
   *
   * @param known whoever this is at the provider
   * @param sameAddress whoever has this address in the organization
   */
  static Admission judge(
      SsoSettings settings, Claims claims, Optional<Person> known, Optional<Person> sameAddress) {
    if (!claims.emailVerified() || claims.email().isEmpty()) {
      return new Refused(Reason.UNVERIFIED);
    }
    if (!settings.covers(claims.email())) {
      return new Refused(Reason.OTHER_DOMAIN);
    }
    var person = known.or(() -> sameAddress);
    if (person.isEmpty()) {
      return new Join();
    }
    var found = person.get();
    if (found.removed()) {
      return new Refused(Reason.LEFT);
    }
    if (known.isEmpty() && found.linked()) {
      return new Refused(Reason.OTHER_PERSON);
    }
    if (found.role() == Role.OWNER && !settings.letsOwnersIn()) {
      return new Refused(Reason.OWNER);
    }
    return known.isPresent() ? new Known(found.id()) : new Link(found.id());
  }
}
