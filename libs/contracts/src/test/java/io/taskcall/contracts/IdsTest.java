package io.taskcall.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class IdsTest {
  private static final UUID ORGANIZATION = UUID.fromString("00c979c0-943d-866e-ba41-7cb08a3ceb8f");

  /** Ids of these causes are in databases and topics; another rule would make everything twice. */
  @Test
  void ids_derived_today_are_those_derived_for_ever() {
    assertThat(Ids.derive("organization", "demo")).isEqualTo(ORGANIZATION);
    assertThat(Ids.derive("service", ORGANIZATION, "checkout"))
        .isEqualTo(UUID.fromString("274281c4-90fd-85b4-ad46-677133226920"));
    assertThat(Ids.derive("user", ORGANIZATION, "ana@demo.example"))
        .isEqualTo(UUID.fromString("b395207f-86bc-85c1-8822-2627e903cead"));
  }

  @Test
  void secret_is_hashed_as_any_sha_256_tool_does() {
    assertThat(Ids.sha256("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void causes_that_read_the_same_when_joined_make_different_ids() {
    assertThat(Ids.derive("kind", "ab", "c"))
        .isNotEqualTo(Ids.derive("kind", "a", "bc"))
        .isNotEqualTo(Ids.derive("kind", "abc"))
        .isNotEqualTo(Ids.derive("kind", "ab", "c", ""))
        .isNotEqualTo(Ids.derive("kinda", "b", "c"));
  }

  @Property
  void order_of_causes_matters(@ForAll String one, @ForAll String other) {
    assertThat(Ids.derive("kind", one, other).equals(Ids.derive("kind", other, one)))
        .isEqualTo(one.equals(other));
  }

  @Property
  void same_cause_makes_the_same_custom_uuid(@ForAll String kind, @ForAll String cause) {
    var id = Ids.derive(kind, cause);
    assertThat(id).isEqualTo(Ids.derive(kind, cause));
    assertThat(id.version()).isEqualTo(8);
    assertThat(id.variant()).isEqualTo(2);
  }
}
