package io.taskcall.oncall.domain.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.oncall.domain.impact.Graph;
import io.taskcall.oncall.domain.impact.Kind;
import io.taskcall.oncall.domain.impact.Node;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DashboardTest {
  private static final Node SHOP = new Node(new UUID(0, 1), "Shop", Kind.BUSINESS);
  private static final Node BANK = new Node(new UUID(0, 2), "Bank", Kind.BUSINESS);
  private static final Node DATABASE = new Node(new UUID(0, 3), "Database", Kind.TECHNICAL);
  private static final Graph GRAPH =
      Graph.of(List.of(SHOP, BANK, DATABASE), Map.of(SHOP.id(), Set.of(DATABASE.id())));

  @Test
  void dashboard_shows_all_business_services_unless_some_were_chosen() {
    assertThat(dashboard().shown(GRAPH)).containsExactly(BANK, SHOP);
    assertThat(dashboard(DATABASE.id(), SHOP.id()).shown(GRAPH)).containsExactly(DATABASE, SHOP);
    assertThat(dashboard(new UUID(9, 9)).shown(GRAPH)).isEmpty();
  }

  @Test
  void only_those_who_see_a_service_that_feels_it_are_told() {
    assertThat(dashboard().feeling(DATABASE.id(), GRAPH)).containsExactly(SHOP);
    assertThat(dashboard(BANK.id()).feeling(DATABASE.id(), GRAPH)).isEmpty();
  }

  private static Dashboard dashboard(UUID... services) {
    return new Dashboard(
        new UUID(0, 9),
        new UUID(0, 8),
        "Ours",
        Audience.PUBLIC,
        List.of(services),
        ZoneOffset.UTC,
        true,
        false);
  }
}
