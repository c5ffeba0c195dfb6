package io.taskcall.oncall.domain.impact;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.oncall.domain.rotation.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** What holds for the days of every time zone, at every moment. */
class LastDaysProperties {
  private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

  @Property
  void days_together_are_all_the_time_since_the_first_began(@ForAll("moments") LastDays lastDays) {
    var elapsed =
        lastDays.days(List.of()).stream().map(Day::elapsed).reduce(Duration.ZERO, Duration::plus);
    assertThat(elapsed).isEqualTo(Duration.between(lastDays.start(), lastDays.now()));
  }

  @Property
  void what_always_is_impacted_is_so_on_every_day_and_once_only(
      @ForAll("moments") LastDays lastDays,
      @ForAll("windows") @Size(max = 8) List<Window> windows) {
    var more = new ArrayList<>(windows);
    more.add(Window.ALWAYS);
    assertThat(lastDays.days(more)).allMatch(day -> day.impacted().equals(day.elapsed()));
  }

  @Property
  void impact_of_the_days_is_the_time_that_any_window_covers(
      @ForAll("moments") LastDays lastDays,
      @ForAll("windows") @Size(max = 8) List<Window> windows) {
    long covered = 0;
    for (var at = lastDays.start(); at.isBefore(lastDays.now()); at = at.plusSeconds(900)) {
      var quarter = at;
      if (windows.stream().anyMatch(window -> window.contains(quarter))) {
        covered += 15;
      }
    }
    var impacted =
        lastDays.days(windows).stream().map(Day::impacted).reduce(Duration.ZERO, Duration::plus);
    assertThat(impacted).isEqualTo(Duration.ofMinutes(covered));
  }

  @Provide
  Arbitrary<LastDays> moments() {
    var zones =
        Arbitraries.of(
            "UTC",
            "Europe/Berlin",
            "America/New_York",
            "America/Santiago",
            "Africa/Cairo",
            "Asia/Kathmandu",
            "Australia/Lord_Howe",
            "Pacific/Apia");
    return Combinators.combine(
            Arbitraries.integers().between(1, 40), zones, Arbitraries.integers().between(0, 40000))
        .as((count, zone, quarters) ->
            new LastDays(count, ZoneId.of(zone), EPOCH.plusSeconds(quarters * 900L)));
  }

  @Provide
  Arbitrary<List<Window>> windows() {
    var quarters = Arbitraries.integers().between(-4000, 40000);
    var lengths = Arbitraries.integers().between(0, 400);
    return Combinators.combine(quarters, lengths)
        .as((start, length) -> {
          var at = EPOCH.plusSeconds(start * 900L);
          return new Window(at, at.plusSeconds(length * 900L));
        })
        .list();
  }
}
