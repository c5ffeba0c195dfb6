package io.taskcall.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
  private static final UUID ORGANIZATION = Ids.derive("organization", "demo");
  private static final UUID INTEGRATION = Ids.derive("integration", ORGANIZATION, "Datadog");

  /** A fingerprint that changed would open every firing alert again. */
  @Test
  void fingerprint_of_today_is_that_of_ever() {
    var fingerprint =
        Fingerprint.of(
            ORGANIZATION, INTEGRATION, "monitor", "4242", "host:web-1", "service:checkout");
    assertThat(fingerprint)
        .hasToString("v1:981766abc21a833068ff0224fb2939865e7e7290d92128d4ac54a4cdaa1aa55d");
  }

  @Test
  void same_alert_of_another_organization_or_integration_is_another_alert() {
    var fingerprint = Fingerprint.of(ORGANIZATION, INTEGRATION, "monitor", "4242");
    assertThat(Fingerprint.of(INTEGRATION, ORGANIZATION, "monitor", "4242"))
        .isNotEqualTo(fingerprint);
    assertThat(Fingerprint.of(ORGANIZATION, ORGANIZATION, "monitor", "4242"))
        .isNotEqualTo(fingerprint);
  }

  @Test
  void parts_of_the_identity_do_not_run_into_each_other() {
    assertThat(Fingerprint.of(ORGANIZATION, INTEGRATION, "monitor", "42", "42"))
        .isNotEqualTo(Fingerprint.of(ORGANIZATION, INTEGRATION, "monitor", "4", "242"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v1:",
        "v2:981766abc21a833068ff0224fb2939865e7e7290d92128d4ac54a4cdaa1aa55d",
        "v1:981766ABC21A833068FF0224FB2939865E7E7290D92128D4AC54A4CDAA1AA55D",
        "v1:981766abc21a833068ff0224fb2939865e7e7290d92128d4ac54a4cdaa1aa55",
        "v1:981766abc21a833068ff0224fb2939865e7e7290d92128d4ac54a4cdaa1aa55d\n"
      })
  void anything_else_is_no_fingerprint(String value) {
    assertThatThrownBy(() -> new Fingerprint(value)).isInstanceOf(IllegalArgumentException.class);
  }
}
