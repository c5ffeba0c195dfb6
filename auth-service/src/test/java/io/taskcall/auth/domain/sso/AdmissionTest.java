package io.taskcall.auth.domain.sso;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.auth.domain.sso.Admission.Person;
import io.taskcall.auth.domain.sso.Admission.Reason;
import io.taskcall.contracts.MemberEvent.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {
  private static final UUID ID = new UUID(0, 1);
  private static final UUID OTHER_ID = new UUID(0, 2);
  private static final SsoSettings BY_OWNER = settings(true);
  private static final SsoSettings BY_ADMIN = settings(false);

  @Test
  void stranger_with_a_verified_address_of_the_domain_joins() {
    assertThat(judge(claims("Kim@Work.example", true), null, null)).isEqualTo(new Admission.Join());
  }

  @Test
  void member_with_the_same_address_is_linked_the_first_time() {
    assertThat(judge(claims("kim@work.example", true), null, person(Role.USER, false, false)))
        .isEqualTo(new Admission.Link(ID));
  }

  @Test
  void known_person_is_let_in_under_whatever_address_of_the_domain() {
    var known = person(Role.USER, false, true);
    assertThat(judge(claims("kim.married@work.example", true), known, null))
        .isEqualTo(new Admission.Known(ID));
    var colleague = new Person(OTHER_ID, Role.ADMIN, false, false);
    assertThat(judge(claims("boss@work.example", true), known, colleague))
        .isEqualTo(new Admission.Known(ID));
  }

  @Test
  void address_that_the_provider_does_not_vouch_for_opens_nothing() {
    var unverified = claims("kim@work.example", false);
    assertThat(judge(unverified, null, null)).isEqualTo(refused(Reason.UNVERIFIED));
    assertThat(judge(unverified, person(Role.USER, false, true), null))
        .isEqualTo(refused(Reason.UNVERIFIED));
    assertThat(judge(claims("", true), null, null)).isEqualTo(refused(Reason.UNVERIFIED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kim@other.example",
        "kim@sub.work.example",
        "kim@work.example.evil.example",
        "kim@evil.example@work.example",
        "work.example",
        "@work.example",
        "kim@evilwork.example",
      })
  void address_of_another_domain_opens_nothing(String email) {
    assertThat(judge(claims(email, true), null, null)).isEqualTo(refused(Reason.OTHER_DOMAIN));
    assertThat(judge(claims(email, true), person(Role.USER, false, true), null))
        .isEqualTo(refused(Reason.OTHER_DOMAIN));
  }

  @Test
  void whoever_was_let_go_stays_out() {
    var gone = person(Role.USER, true, false);
    assertThat(judge(claims("kim@work.example", true), null, gone)).isEqualTo(refused(Reason.LEFT));
    assertThat(judge(claims("kim@work.example", true), person(Role.USER, true, true), null))
        .isEqualTo(refused(Reason.LEFT));
  }

  @Test
  void address_that_was_given_to_somebody_else_does_not_take_the_account_along() {
    assertThat(judge(claims("kim@work.example", true), null, person(Role.USER, false, true)))
        .isEqualTo(refused(Reason.OTHER_PERSON));
  }

  @Test
  void owners_account_opens_only_by_a_provider_that_an_owner_has_chosen() {
    var claims = claims("kim@work.example", true);
    var owner = person(Role.OWNER, false, false);
    assertThat(Admission.judge(BY_OWNER, claims, Optional.empty(), Optional.of(owner)))
        .isEqualTo(new Admission.Link(ID));
    assertThat(Admission.judge(BY_ADMIN, claims, Optional.empty(), Optional.of(owner)))
        .isEqualTo(refused(Reason.OWNER));
    var linked = person(Role.OWNER, false, true);
    assertThat(Admission.judge(BY_ADMIN, claims, Optional.of(linked), Optional.of(linked)))
        .isEqualTo(refused(Reason.OWNER));
  }

  private static Admission judge(Claims claims, Person known, Person sameAddress) {
    return Admission.judge(
        BY_ADMIN, claims, Optional.ofNullable(known), Optional.ofNullable(sameAddress));
  }

  private static Admission refused(Reason reason) {
    return new Admission.Refused(reason);
  }

  private static Claims claims(String email, boolean verified) {
    return new Claims("subject-1", email, verified, "Kim");
  }

  private static Person person(Role role, boolean removed, boolean linked) {
    return new Person(ID, role, removed, linked);
  }

  private static SsoSettings settings(boolean letsOwnersIn) {
    return new SsoSettings(
        new UUID(0, 9),
        "https://id.work.example",
        "taskcall",
        "work.example",
        Role.USER,
        false,
        letsOwnersIn,
        Instant.EPOCH);
  }
}
