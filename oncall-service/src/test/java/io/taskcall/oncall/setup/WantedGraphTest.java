package io.taskcall.oncall.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskcall.contracts.Ids;
import io.taskcall.oncall.domain.impact.Kind;
import io.taskcall.oncall.postgres.ServiceGraphs.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WantedGraphTest {
  private static final UUID DEMO = Ids.derive("organization", "demo");

  @TempDir private Path folder;

  @Test
  void business_service_needs_no_policy_and_says_what_it_depends_on() throws IOException {
    var wanted =
        read(
            """
              - {key: shop, name: Shop, kind: business, dependsOn: [checkout]}
              - {key: checkout, name: Checkout, policy: default}
            """);
    assertThat(wanted.places())
        .containsExactly(
            new Place(id("shop"), Kind.BUSINESS, Set.of(id("checkout"))),
            new Place(id("checkout"), null, null));
  }

  @Test
  void cycle_is_refused_with_its_name() {
    assertThatThrownBy(() ->
            read(
                """
                  - {key: a, name: Shop, kind: business, dependsOn: [b]}
                  - {key: b, name: Checkout, kind: business, dependsOn: [a]}
                """))
        .hasMessageContaining("services[1].dependsOn: closes a cycle: Checkout → Shop → Checkout");
  }

  @Test
  void unknown_dependency_and_missing_policy_are_refused() {
    assertThatThrownBy(() -> read("  - {key: a, name: Shop, kind: business, dependsOn: [gone]}\n"))
        .hasMessageContaining("services[0].dependsOn: names no service of this file: gone");
    assertThatThrownBy(() -> read("  - {key: a, name: Shop}\n"))
        .hasMessageContaining("policy of a: is missing");
  }

  private Wanted read(String services) throws IOException {
    var file = folder.resolve("setup.yaml");
    Files.writeString(
        file,
        """
        organization: {key: demo}
        policies: [{key: default, levels: [{wait: PT5M, people: [ana@demo.example]}]}]
        services:
        """
            + services);
    return Wanted.in(file);
  }

  private static UUID id(String key) {
    return Ids.derive("service", DEMO, key);
  }
}
