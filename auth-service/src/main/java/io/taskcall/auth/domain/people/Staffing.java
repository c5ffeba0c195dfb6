package io.taskcall.auth.domain.people;

import io.taskcall.auth.domain.Member;
import io.taskcall.auth.domain.access.Caller;
import io.taskcall.contracts.MemberEvent.Role;
import io.taskcall.rights.Right;
import java.util.List;
import java.util.Optional;

/**
 * Who may change whose role. Nobody makes anybody more than they are themselves, only owners touch
 * owners, and there is always an owner left.
 */
public final class Staffing {
  private Staffing() {}

  /** What speaks against somebody's giving a role, to a person who is there or a new one. */
  public static Optional<String> objection(
      Caller caller, Optional<Member> member, Role role, List<Member> all) {
    if (!caller.may(Right.MANAGE_PEOPLE)) {
      return Optional.of("only owners and admins change who belongs to the organization");
    }
    if (role == Role.OWNER && member.filter(Member::serviceAccount).isPresent()) {
      return Optional.of("only people are owners");
    }
    boolean touchesOwners =
        role == Role.OWNER || member.filter(m -> m.role() == Role.OWNER).isPresent();
    if (touchesOwners && !caller.may(Right.OWN)) {
      return Optional.of("only an owner makes owners, or changes one");
    }
    return role == Role.OWNER ? Optional.empty() : member.flatMap(m -> lastOwner(m, all));
  }

  /** What speaks against somebody's removing a person. */
  public static Optional<String> objectionToRemoval(
      Caller caller, Member member, List<Member> all) {
    return objection(caller, Optional.of(member), Role.LIMITED_STAKEHOLDER, all);
  }

  private static Optional<String> lastOwner(Member member, List<Member> all) {
    boolean last =
        member.role() == Role.OWNER
            && all.stream().filter(other -> other.role() == Role.OWNER).count() == 1;
    return last
        ? Optional.of("the last owner stays one; make somebody else an owner first")
        : Optional.empty();
  }
}
