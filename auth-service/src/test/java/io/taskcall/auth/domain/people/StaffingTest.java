package io.taskcall.auth.domain.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.auth.domain.Member;
import io.taskcall.auth.domain.Organization;
import io.taskcall.auth.domain.access.Caller;
import io.taskcall.contracts.MemberEvent.Role;
import io.taskcall.rights.Right;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StaffingTest {
  private static final Organization DEMO = Organization.of("demo", "Demo");
  private static final Member ANA = Member.of(DEMO, "Ana", "ana@demo.example", Role.OWNER);
  private static final Member OLGA = Member.of(DEMO, "Olga", "olga@demo.example", Role.OWNER);
  private static final Member ROBOT =
      Member.serviceAccount(new UUID(4, 2), DEMO.id(), "robot", Role.USER);
  private static final Member BEN = Member.of(DEMO, "Ben", "ben@demo.example", Role.USER);

  @Test
  void admins_give_every_role_but_that_of_an_owner() {
    for (var role : Role.values()) {
      assertThat(Staffing.objection(as(Role.ADMIN), Optional.of(BEN), role, List.of(ANA, BEN)))
          .matches(objection -> objection.isPresent() == (role == Role.OWNER));
      assertThat(Staffing.objection(as(Role.ADMIN), Optional.empty(), role, List.of(ANA)))
          .matches(objection -> objection.isPresent() == (role == Role.OWNER));
    }
  }

  @Test
  void owners_make_owners_and_only_they_change_one() {
    var all = List.of(ANA, OLGA, BEN);
    assertThat(Staffing.objection(as(Role.OWNER), Optional.of(BEN), Role.OWNER, all)).isEmpty();
    assertThat(Staffing.objection(as(Role.OWNER), Optional.of(OLGA), Role.USER, all)).isEmpty();
    assertThat(Staffing.objection(as(Role.ADMIN), Optional.of(OLGA), Role.USER, all)).isPresent();
    assertThat(Staffing.objectionToRemoval(as(Role.ADMIN), OLGA, all)).isPresent();
    assertThat(Staffing.objectionToRemoval(as(Role.ADMIN), BEN, all)).isEmpty();
  }

  @Test
  void last_owner_stays_one() {
    var all = List.of(ANA, BEN);
    assertThat(Staffing.objection(as(Role.OWNER), Optional.of(ANA), Role.ADMIN, all)).isPresent();
    assertThat(Staffing.objection(as(Role.OWNER), Optional.of(ANA), Role.OWNER, all)).isEmpty();
    assertThat(Staffing.objectionToRemoval(as(Role.OWNER), ANA, all)).isPresent();
  }

  @Test
  void others_change_nobody() {
    for (var role :
        List.of(Role.USER, Role.LIMITED_USER, Role.STAKEHOLDER, Role.LIMITED_STAKEHOLDER)) {
      assertThat(
              Staffing.objection(as(role), Optional.of(BEN), Role.STAKEHOLDER, List.of(ANA, BEN)))
          .isPresent();
      assertThat(Staffing.objectionToRemoval(as(role), BEN, List.of(ANA, BEN))).isPresent();
    }
  }

  @Test
  void service_account_has_any_role_but_that_of_an_owner() {
    for (var role : Role.values()) {
      assertThat(Staffing.objection(as(Role.OWNER), Optional.of(ROBOT), role, List.of(ANA)))
          .matches(objection -> objection.isPresent() == (role == Role.OWNER));
    }
    assertThat(Staffing.objectionToRemoval(as(Role.ADMIN), ROBOT, List.of(ANA, ROBOT))).isEmpty();
  }

  private static Caller as(Role role) {
    return new Caller(
        DEMO.id(), ANA.id(), "Ana", "ana@demo.example", role, Optional.empty(), Right.of(role));
  }
}
