package io.taskcall.oncall.domain.impact;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.oncall.domain.rotation.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ImpactTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant NOON = Instant.parse("2026-03-30T12:00:00Z");

  private static final Node SHOP = new Node(new UUID(0, 1), "Shop", Kind.BUSINESS);
  private static final Node CHECKOUT = new Node(new UUID(0, 2), "Checkout", Kind.BUSINESS);
  private static final Node DATABASE = new Node(new UUID(0, 3), "Database", Kind.TECHNICAL);
  private static final Graph GRAPH =
      Graph.of(
          List.of(SHOP, CHECKOUT, DATABASE),
          Map.of(SHOP.id(), Set.of(CHECKOUT.id()), CHECKOUT.id(), Set.of(DATABASE.id())));

  @Test
  void trouble_of_a_database_reaches_the_business_services_above_it_by_name() {
    assertThat(GRAPH.affectedBy(DATABASE.id())).containsExactly(CHECKOUT, SHOP);
    assertThat(GRAPH.affectedBy(SHOP.id())).containsExactly(SHOP);
    assertThat(GRAPH.way(SHOP.id(), DATABASE.id())).containsExactly(SHOP, CHECKOUT, DATABASE);
  }

  @Test
  void dependency_that_closes_a_cycle_is_refused_with_the_cycle() {
    assertThat(GRAPH.link(DATABASE.id(), Set.of(SHOP.id())))
        .isInstanceOfSatisfying(
            Linking.Cycle.class,
            cycle -> assertThat(cycle.said()).isEqualTo("Database → Shop → Checkout → Database"));
    assertThat(GRAPH.link(SHOP.id(), Set.of(SHOP.id())))
        .isInstanceOfSatisfying(
            Linking.Cycle.class, cycle -> assertThat(cycle.said()).isEqualTo("Shop → Shop"));
    assertThat(GRAPH.link(SHOP.id(), Set.of(new UUID(9, 9))))
        .isEqualTo(new Linking.Unknown(new UUID(9, 9)));
  }

  @Test
  void page_names_five_services_at_most() {
    assertThat(Affected.said(List.of("Payments", "Checkout")))
        .isEqualTo("Payments, Checkout affected");
    assertThat(Affected.said(List.of("a", "b", "c", "d", "e", "f", "g")))
        .isEqualTo("a, b, c, d, e, 2 more affected");
    assertThat(Affected.said(List.of())).isEmpty();
  }

  @Test
  void service_is_impacted_while_what_it_needs_has_an_incident() {
    var troubles =
        Map.of(
            DATABASE.id(),
            List.of(Window.from(NOON.minus(Duration.ofMinutes(30)))),
            CHECKOUT.id(),
            List.of(minutesBefore(40, 20)));
    var shop = Health.of(SHOP, GRAPH, troubles, new LastDays(1, BERLIN, NOON));
    assertThat(shop.impactedSince()).contains(NOON.minus(Duration.ofMinutes(40)));
    assertThat(shop.days().getLast().impactedMinutes()).isEqualTo(40);
    var over = Map.of(SHOP.id(), List.of(minutesBefore(40, 0)));
    assertThat(Health.of(SHOP, GRAPH, over, new LastDays(1, BERLIN, NOON)).isImpacted()).isFalse();
    assertThat(Health.of(DATABASE, GRAPH, over, new LastDays(1, BERLIN, NOON)).healthyShare())
        .isEqualTo(1);
  }

  @Test
  void day_on_which_clocks_go_forward_has_23_hours_all_of_them_impacted() {
    var days = new LastDays(3, BERLIN, NOON).days(List.of(Window.ALWAYS));
    assertThat(days)
        .extracting(Day::date)
        .containsExactly(
            LocalDate.parse("2026-03-28"),
            LocalDate.parse("2026-03-29"),
            LocalDate.parse("2026-03-30"));
    assertThat(days).extracting(Day::impactedMinutes).containsExactly(24 * 60L, 23 * 60L, 14 * 60L);
  }

  @Test
  void day_on_which_clocks_go_back_has_25_hours() {
    var now = Instant.parse("2026-10-26T00:00:00Z");
    assertThat(new LastDays(2, BERLIN, now).days(List.of()))
        .extracting(Day::elapsed)
        .containsExactly(Duration.ofHours(25), Duration.ofHours(1));
  }

  @Test
  void midnight_belongs_to_the_day_that_begins() {
    var midnight = Instant.parse("2026-03-29T22:00:00Z");
    var until = new Window(midnight.minusSeconds(60), midnight);
    var from = new Window(midnight, midnight.plusSeconds(1));
    var days = new LastDays(2, BERLIN, NOON).days(List.of(until, from));
    assertThat(days).extracting(Day::impactedMinutes).containsExactly(1L, 1L);
    var atMidnight = new LastDays(2, BERLIN, midnight).days(List.of(until));
    assertThat(atMidnight).extracting(Day::elapsed).last().isEqualTo(Duration.ZERO);
  }

  @Test
  void incidents_at_the_same_time_count_once() {
    var days =
        new LastDays(1, BERLIN, NOON)
            .days(List.of(minutesBefore(60, 30), minutesBefore(50, 40), minutesBefore(40, 20)));
    assertThat(days.getFirst().impacted()).isEqualTo(Duration.ofMinutes(40));
  }

  private static Window minutesBefore(int start, int end) {
    return new Window(NOON.minus(Duration.ofMinutes(start)), NOON.minus(Duration.ofMinutes(end)));
  }
}
