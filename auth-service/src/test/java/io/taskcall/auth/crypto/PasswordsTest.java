package io.taskcall.auth.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskcall.auth.domain.Secret;
import org.junit.jupiter.api.Test;

class PasswordsTest {
  private static final Passwords PASSWORDS = new Passwords(64, 1);

  @Test
  void password_matches_its_hash_and_no_other_does() {
    var hash = PASSWORDS.hash(new Secret("quiet river"));
    assertThat(PASSWORDS.matches(new Secret("quiet river"), hash)).isTrue();
    assertThat(PASSWORDS.matches(new Secret("Quiet river"), hash)).isFalse();
    assertThat(PASSWORDS.matches(new Secret(""), hash)).isFalse();
  }

  @Test
  void same_password_is_hashed_otherwise_each_time() {
    assertThat(PASSWORDS.hash(new Secret("quiet river")))
        .matches("\\$argon2id\\$v=19\\$m=64,t=1,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}")
        .isNotEqualTo(PASSWORDS.hash(new Secret("quiet river")));
  }

  @Test
  void hash_made_at_another_cost_still_serves() {
    var old = new Passwords(32, 2).hash(new Secret("quiet river"));
    assertThat(PASSWORDS.matches(new Secret("quiet river"), old)).isTrue();
  }

  /** Of the reference implementation: {@code echo -n password | argon2 somesalt -id -t 2 -m 16}. */
  @Test
  void hash_of_the_reference_implementation_matches() {
    var hash =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assertThat(PASSWORDS.matches(new Secret("password"), hash)).isTrue();
  }

  @Test
  void what_is_no_hash_is_refused() {
    assertThatThrownBy(() -> PASSWORDS.matches(new Secret("x"), "plain"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Passwords(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void mark_fits_its_use_and_its_value_alone() {
    var marks = new Marks("a key");
    var mark = marks.of("form", "cookie");
    assertThat(marks.isOf("form", "cookie", mark)).isTrue();
    assertThat(marks.isOf("form", "another", mark)).isFalse();
    assertThat(marks.isOf("device", "cookie", mark)).isFalse();
    assertThat(new Marks("another key").isOf("form", "cookie", mark)).isFalse();
    assertThat(marks.isOf("form", "cookie", "ü")).isFalse();
  }
}
