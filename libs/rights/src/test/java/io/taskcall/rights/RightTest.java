package io.taskcall.rights;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.MemberEvent;
import io.taskcall.contracts.MemberEvent.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RightTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          VIEW_STATUS        | yes | yes | yes | yes | yes | yes
          READ               | yes | yes | yes | yes | yes | no
          RESPOND            | yes | yes | yes | yes | no  | no
          MAKE_API_KEYS      | yes | yes | yes | yes | no  | no
          OVERRIDE_SCHEDULES | yes | yes | yes | no  | no  | no
          CONFIGURE          | yes | yes | yes | no  | no  | no
          MANAGE_PEOPLE      | yes | yes | no  | no  | no  | no
          READ_AUDIT_LOG     | yes | yes | no  | no  | no  | no
          OWN                | yes | no  | no  | no  | no  | no
          """)
  void each_role_may_do_what_the_table_says_and_nothing_else(
      Right right,
      String owner,
      String admin,
      String user,
      String limitedUser,
      String stakeholder,
      String limitedStakeholder) {
    assertThat(right.isOf(Role.OWNER)).isEqualTo(owner.equals("yes"));
    assertThat(right.isOf(Role.ADMIN)).isEqualTo(admin.equals("yes"));
    assertThat(right.isOf(Role.USER)).isEqualTo(user.equals("yes"));
    assertThat(right.isOf(Role.LIMITED_USER)).isEqualTo(limitedUser.equals("yes"));
    assertThat(right.isOf(Role.STAKEHOLDER)).isEqualTo(stakeholder.equals("yes"));
    assertThat(right.isOf(Role.LIMITED_STAKEHOLDER)).isEqualTo(limitedStakeholder.equals("yes"));
  }

  @Test
  void table_above_has_a_row_for_every_right_and_a_column_for_every_role() {
    assertThat(Right.values()).hasSize(9);
    assertThat(Role.values()).hasSize(6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          VIEW_STATUS        | yes | yes | yes | yes
          READ               | yes | yes | yes | yes
          RESPOND            | no  | yes | no  | yes
          MAKE_API_KEYS      | no  | no  | no  | yes
          OVERRIDE_SCHEDULES | no  | no  | yes | yes
          CONFIGURE          | no  | no  | yes | yes
          MANAGE_PEOPLE      | no  | no  | no  | yes
          READ_AUDIT_LOG     | no  | no  | no  | yes
          OWN                | no  | no  | no  | yes
          """)
  void each_scope_of_an_owners_key_covers_what_the_table_says(
      Right right, String read, String respond, String configure, String admin) {
    assertThat(may(right, Scope.READ)).isEqualTo(read.equals("yes"));
    assertThat(may(right, Scope.RESPOND)).isEqualTo(respond.equals("yes"));
    assertThat(may(right, Scope.CONFIGURE)).isEqualTo(configure.equals("yes"));
    assertThat(may(right, Scope.ADMIN)).isEqualTo(admin.equals("yes"));
  }

  @Test
  void key_never_allows_more_than_its_owners_role() {
    assertThat(Right.of(Role.STAKEHOLDER, Set.of(Scope.ADMIN)))
        .isEqualTo(Right.of(Role.STAKEHOLDER));
    assertThat(Right.of(Role.LIMITED_STAKEHOLDER, EnumSet.allOf(Scope.class)))
        .containsExactly(Right.VIEW_STATUS);
  }

  @Test
  void scopes_add_up() {
    assertThat(Right.of(Role.OWNER, Set.of(Scope.RESPOND, Scope.CONFIGURE)))
        .containsExactlyInAnyOrder(
            Right.VIEW_STATUS,
            Right.READ,
            Right.RESPOND,
            Right.OVERRIDE_SCHEDULES,
            Right.CONFIGURE);
  }

  @Test
  void key_of_before_there_were_rights_may_do_all_that_its_owner_may() {
    assertThat(Right.of(Role.USER, key(null))).isEqualTo(Right.of(Role.USER));
  }

  @Test
  void key_may_do_what_was_published_and_names_of_later_versions_mean_nothing() {
    assertThat(Right.of(Role.OWNER, key(List.of("read", "fly")))).containsExactly(Right.READ);
    assertThat(Right.of(Role.OWNER, key(List.of()))).isEmpty();
  }

  private static MemberEvent.ApiKey key(List<String> rights) {
    return new MemberEvent.ApiKey(new UUID(0, 1), "key", "hash", null, rights);
  }

  private static boolean may(Right right, Scope scope) {
    return Right.of(Role.OWNER, Set.of(scope)).contains(right);
  }
}
