package io.taskcall.oncall.domain.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StoreysTest {
  private static final Node SHOP = node(1, "Shop");
  private static final Node CHECKOUT = node(2, "Checkout");
  private static final Node DATABASE = node(3, "Database");
  private static final Node MAIL = node(4, "Mail");

  @Test
  void service_stands_below_everything_that_depends_on_it() {
    var graph =
        Graph.of(
            List.of(SHOP, CHECKOUT, DATABASE, MAIL),
            Map.of(
                SHOP.id(),
                Set.of(CHECKOUT.id(), DATABASE.id(), MAIL.id()),
                CHECKOUT.id(),
                Set.of(DATABASE.id())));
    var all = List.of(SHOP.id(), CHECKOUT.id(), DATABASE.id(), MAIL.id());
    assertThat(Storeys.of(graph, all))
        .containsExactly(List.of(SHOP), List.of(CHECKOUT, MAIL), List.of(DATABASE));
    assertThat(Storeys.of(graph, List.of(SHOP.id(), DATABASE.id())))
        .containsExactly(List.of(SHOP), List.of(DATABASE));
  }

  @Test
  void even_a_cycle_has_a_picture() {
    var graph =
        Graph.of(
            List.of(SHOP, CHECKOUT),
            Map.of(SHOP.id(), Set.of(CHECKOUT.id()), CHECKOUT.id(), Set.of(SHOP.id())));
    assertThat(Storeys.of(graph, List.of(SHOP.id(), CHECKOUT.id())))
        .flatExtracting(storey -> storey)
        .containsExactlyInAnyOrder(SHOP, CHECKOUT);
  }

  private static Node node(int number, String name) {
    return new Node(new UUID(0, number), name, Kind.BUSINESS);
  }
}
