package io.taskcall.auth.domain.sso;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.auth.domain.Member;
import io.taskcall.auth.domain.Organization;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.access.Caller;
import io.taskcall.contracts.MemberEvent.Role;
import io.taskcall.rights.Right;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SsoWishTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Organization WORK = Organization.of("work", "Work");
  private static final Member OWNER = Member.of(WORK, "Olga", "olga@Work.example", Role.OWNER);
  private static final Member USER = Member.of(WORK, "Uma", "uma@customer.example", Role.USER);
  private static final List<Member> MEMBERS = List.of(OWNER, USER);
  private static final String ISSUER = "https://id.work.example/";

  @Test
  void complete_wish_of_ones_own_domain_is_taken() {
    assertThat(wish(ISSUER, "taskcall", "secret", " Work.Example ", Role.ADMIN)).isNull();
  }

  @Test
  void domain_must_be_that_of_an_owner_or_admin() {
    assertThat(wish(ISSUER, "taskcall", "secret", "customer.example", Role.USER))
        .isEqualTo("domain");
    assertThat(wish(ISSUER, "taskcall", "secret", "stranger.example", Role.USER))
        .isEqualTo("domain");
    var robot = Member.serviceAccount(new UUID(0, 1), WORK.id(), "robot", Role.ADMIN);
    var asked = asked(ISSUER, "taskcall", "secret", "service-account.invalid", Role.USER);
    assertThat(asked.objection(List.of(OWNER, robot), Optional.empty())).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "example", "work_.example", "@work.example", "a b.example", "*.example"})
  void what_is_no_domain_is_refused(String domain) {
    assertThat(wish(ISSUER, "taskcall", "secret", domain, Role.USER)).isEqualTo("domain");
  }

  @Test
  void nobody_becomes_an_owner_by_coming_from_the_provider() {
    assertThat(wish(ISSUER, "taskcall", "secret", "work.example", Role.OWNER)).isEqualTo("role");
  }

  @Test
  void what_is_missing_or_cannot_be_is_refused() {
    assertThat(wish(" ", "taskcall", "secret", "work.example", Role.USER)).isEqualTo("issuer");
    assertThat(wish("https://a b", "taskcall", "secret", "work.example", Role.USER))
        .isEqualTo("issuer");
    assertThat(wish(ISSUER, "", "secret", "work.example", Role.USER)).isEqualTo("clientId");
    assertThat(wish(ISSUER, "taskcall", "a\nb", "work.example", Role.USER))
        .isEqualTo("clientSecret");
  }

  @Test
  void secret_stays_only_for_the_same_provider_and_client() {
    var before = asked(ISSUER, "taskcall", "secret", "work.example", Role.USER);
    var known = Optional.of(before.settings(as(Role.OWNER), Optional.empty(), NOON));
    var same = asked(ISSUER, "taskcall", null, "work.example", Role.ADMIN);
    var elsewhere = asked("https://id.evil.example", "taskcall", null, "work.example", Role.USER);
    var other = asked(ISSUER, "other", null, "work.example", Role.USER);
    assertThat(same.objection(MEMBERS, known)).isEmpty();
    assertThat(same.objection(MEMBERS, Optional.empty())).isPresent();
    assertThat(elsewhere.objection(MEMBERS, known)).isPresent();
    assertThat(other.objection(MEMBERS, known)).isPresent();
  }

  @Test
  void admin_opens_no_owners_account_by_changing_the_provider() {
    var wish = asked(ISSUER, "taskcall", "secret", "work.example", Role.USER);
    var byAdmin = wish.settings(as(Role.ADMIN), Optional.empty(), NOON);
    assertThat(byAdmin.letsOwnersIn()).isFalse();
    var byOwner = wish.settings(as(Role.OWNER), Optional.of(byAdmin), NOON);
    assertThat(byOwner.letsOwnersIn()).isTrue();
    var elsewhere = asked("https://id.evil.example", "taskcall", "x", "work.example", Role.USER);
    assertThat(elsewhere.settings(as(Role.ADMIN), Optional.of(byOwner), NOON).letsOwnersIn())
        .isFalse();
    assertThat(wish.settings(as(Role.ADMIN), Optional.of(byOwner), NOON).letsOwnersIn()).isTrue();
  }

  private static String wish(
      String issuer, String clientId, String secret, String domain, Role role) {
    return asked(issuer, clientId, secret, domain, role)
        .objection(MEMBERS, Optional.empty())
        .map(SsoWish.Objection::field)
        .orElse(null);
  }

  private static SsoWish asked(
      String issuer, String clientId, String secret, String domain, Role role) {
    return new SsoWish(
        issuer, clientId, Optional.ofNullable(secret).map(Secret::new), domain, role, false);
  }

  private static Caller as(Role role) {
    return new Caller(
        WORK.id(), OWNER.id(), "Olga", "olga@work.example", role, Optional.empty(), Right.of(role));
  }
}
