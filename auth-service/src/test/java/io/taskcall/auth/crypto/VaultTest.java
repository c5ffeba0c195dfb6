package io.taskcall.auth.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskcall.auth.domain.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTest {
  private static final String KEY = key('a');
  private static final String NEXT_KEY = key('b');
  private static final Secret SECRET = new Secret("a refresh token, übrigens");
  private final Vault vault = new Vault(KEY, List.of());

  @Test
  void sealed_secret_opens_for_its_use() {
    assertThat(vault.open(vault.seal(SECRET, "refresh:1"), "refresh:1")).isEqualTo(SECRET);
  }

  @Test
  void same_secret_is_never_sealed_the_same_way() {
    assertThat(vault.seal(SECRET, "refresh:1")).isNotEqualTo(vault.seal(SECRET, "refresh:1"));
  }

  @Test
  void secret_that_was_moved_to_another_use_does_not_open() {
    var sealed = vault.seal(SECRET, "refresh:1");
    assertThatThrownBy(() -> vault.open(sealed, "refresh:2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining(SECRET.reveal());
  }

  @Test
  void secret_does_not_open_if_any_of_its_bytes_was_altered() {
    var sealed = vault.seal(SECRET, "refresh:1");
    for (int i = 0; i < sealed.length; i++) {
      var altered = sealed.clone();
      altered[i] ^= 1;
      assertThatThrownBy(() -> vault.open(altered, "refresh:1"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void old_key_still_opens_what_it_sealed_and_seals_nothing() {
    var sealed = vault.seal(SECRET, "refresh:1");
    var rotated = new Vault(NEXT_KEY, List.of(KEY));
    assertThat(rotated.open(sealed, "refresh:1")).isEqualTo(SECRET);
    var again = rotated.seal(SECRET, "refresh:1");
    assertThatThrownBy(() -> vault.open(again, "refresh:1")).hasMessageContaining("not configured");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not base64!", "c2hvcnQ="})
  void key_that_is_not_32_bytes_in_base64_is_refused(String key) {
    assertThatThrownBy(() -> new Vault(key, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String key(char of) {
    return Base64.getEncoder()
        .encodeToString(String.valueOf(of).repeat(32).getBytes(StandardCharsets.US_ASCII));
  }
}
