package io.taskcall.dedup.domain;

import static io.taskcall.dedup.domain.Sample.cycle;
import static io.taskcall.dedup.domain.Sample.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.AlertChange;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.Priority;
import io.taskcall.dedup.domain.timeline.Condition;
import io.taskcall.dedup.domain.timeline.Flap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever becomes of a valid stream on its way, what it leads to is the same. The final state is
 * what others can see of an alert: whether it is open, flapping or quiet, since when, its cycle,
 * how bad it is, how often it was observed, whether somebody took it on; and whether others were
 * told that it is open.
 */
class OrderProperties {
  /** Long enough after every stream for nothing to be left to wait for but calm. */
  private static final int END = 100_000;

  /** A stream as its source made it, and as it was delivered. */
  record Story(List<AlertEvent> made, List<AlertEvent> delivered, int cycles) {}

  record Final(Condition condition, boolean toldOpen) {}

  @Property(tries = 500)
  void any_order_and_any_duplication_lead_to_the_state_of_the_ordered_stream(
      @ForAll("stories") Story story) {
    var rules = remembering(255, 4);
    assertThat(outcome(rules, story.delivered())).isEqualTo(outcome(rules, story.made()));
  }

  @Property(tries = 500)
  void open_or_not_and_which_cycle_hold_even_beyond_what_is_remembered(
      @ForAll("stories") Story story) {
    var neverFlaps = remembering(2, 200);
    var inOrder = play(neverFlaps, story.made());
    var disordered = play(neverFlaps, story.delivered());
    assertThat(disordered.toldOpen()).isEqualTo(inOrder.toldOpen());
    assertThat(cycleOf(disordered)).isEqualTo(cycleOf(inOrder));
  }

  @Property(tries = 500)
  void no_more_than_one_opening_is_announced_per_real_cycle(@ForAll("stories") Story story) {
    for (var rules : List.of(remembering(255, 200), remembering(3, 200))) {
      var openings = openings(play(rules, story.delivered()));
      assertThat(openings).isLessThanOrEqualTo(story.cycles());
    }
  }

  @Property(tries = 500)
  void not_more_openings_than_cycles_are_announced_of_a_flapping_alert_either(
      @ForAll("stories") Story story) {
    assertThat(openings(play(remembering(255, 4), story.delivered())))
        .isLessThanOrEqualTo(story.cycles());
  }

  @Property(tries = 300)
  void every_opening_that_is_announced_ends_before_the_next_begins(@ForAll("stories") Story story) {
    boolean open = false;
    for (var change : play(remembering(16, 4), story.delivered()).said()) {
      switch (change) {
        case AlertChange.Opened _ -> {
          assertThat(open).isFalse();
          open = true;
        }
        case AlertChange.FlappingStarted _ -> open = true;
        case AlertChange.Worsened _, AlertChange.Repeated _, AlertChange.Acknowledged _ ->
            assertThat(open).isTrue();
        case AlertChange.FlappingStopped stopped -> {
          assertThat(open).isTrue();
          open = stopped.settled() == AlertChange.Settled.FIRING;
        }
        case AlertChange.Recovered _, AlertChange.Expired _ -> {
          assertThat(open).isTrue();
          open = false;
        }
      }
    }
  }

  @Property(tries = 300)
  void replaying_the_whole_stream_changes_nothing_and_says_nothing(@ForAll("stories") Story story) {
    for (var rules : List.of(remembering(255, 4), remembering(2, 4))) {
      var alert = play(rules, story.delivered());
      int said = alert.said().size();
      var before = alert.state();
      story.delivered().forEach(alert::hears);
      assertThat(alert.state()).isEqualTo(before);
      assertThat(alert.said()).hasSize(said);
    }
  }

  @Property(tries = 300)
  void same_input_says_the_same_with_the_same_ids(@ForAll("stories") Story story) {
    var rules = remembering(16, 4);
    assertThat(play(rules, story.delivered()).said())
        .isEqualTo(play(rules, story.delivered()).said());
  }

  @Property(tries = 100)
  void alerts_do_not_touch_each_other(
      @ForAll("stories") Story one, @ForAll("stories") Story other, @ForAll Random random) {
    var rules = remembering(16, 4);
    Map<String, Watched> together = new HashMap<>();
    var left = new ArrayList<>(one.delivered());
    var right = new ArrayList<>(other.delivered());
    while (!left.isEmpty() || !right.isEmpty()) {
      boolean takeLeft = right.isEmpty() || (!left.isEmpty() && random.nextBoolean());
      var event = takeLeft ? left.removeFirst() : right.removeFirst();
      together.computeIfAbsent(takeLeft ? "left" : "right", _ -> new Watched(rules)).hears(event);
    }
    assertThat(together.get("left").said()).isEqualTo(play(rules, one.delivered()).said());
    assertThat(together.get("right").said()).isEqualTo(play(rules, other.delivered()).said());
  }

  @Property(tries = 300)
  void last_count_told_is_the_number_of_distinct_observations_of_a_cycle(
      @ForAll("stories") Story story) {
    var counts =
        play(remembering(255, 200), story.made()).said().stream()
            .filter(AlertChange.Recovered.class::isInstance)
            .mapToInt(change -> ((AlertChange.Recovered) change).count())
            .sum();
    var open = play(remembering(255, 200), story.made()).condition(second(END)).count();
    assertThat(counts + open)
        .isEqualTo((int) story.made().stream().filter(AlertEvent.Fired.class::isInstance).count());
  }

  @Provide
  Arbitrary<Story> stories() {
    var cycles =
        Combinators.combine(
                Arbitraries.integers().between(0, 3),
                Arbitraries.integers().between(10, 900),
                Arbitraries.of(Level.class),
                Arbitraries.of(Priority.class).injectNull(0.5))
            .as(CyclePlan::new)
            .list()
            .ofMinSize(1)
            .ofMaxSize(7);
    return Combinators.combine(
            cycles,
            Arbitraries.of(true, false),
            Arbitraries.of(true, false),
            Arbitraries.integers().between(0, 12),
            Arbitraries.randomValue(random -> random.nextLong()))
        .as(OrderProperties::story);
  }

  record CyclePlan(int repeats, int seconds, Level worst, Priority priority) {}

  private static Story story(
      List<CyclePlan> plans, boolean keyed, boolean lastRecovers, int duplicates, long seed) {
    var made = new ArrayList<AlertEvent>();
    int at = 0;
    for (int n = 0; n < plans.size(); n++) {
      var plan = plans.get(n);
      var name = keyed ? cycle(n) : null;
      made.add(Sample.fired(at, name, Level.WARN, null));
      for (int i = 0; i < plan.repeats(); i++) {
        at += 1 + plan.seconds() / 4;
        made.add(Sample.fired(at, name, plan.worst(), plan.priority()));
      }
      at += 1 + plan.seconds() / 4;
      if (n < plans.size() - 1 || lastRecovers) {
        made.add(Sample.recovered(at, name));
        at += plan.seconds();
      }
    }
    return new Story(List.copyOf(made), deliver(made, duplicates, new Random(seed)), plans.size());
  }

  /** In any order, some more than once, each received when it arrives. */
  private static List<AlertEvent> deliver(List<AlertEvent> made, int duplicates, Random random) {
    var delivered = new ArrayList<>(made);
    IntStream.range(0, duplicates)
        .forEach(_ -> delivered.add(made.get(random.nextInt(made.size()))));
    Collections.shuffle(delivered, random);
    var received = new ArrayList<AlertEvent>();
    int clock = 0;
    for (var event : delivered) {
      long atSecond = Duration.between(Sample.NOON, event.at()).toSeconds();
      clock = (int) Math.max(clock, atSecond);
      received.add(Sample.receivedAt(second(clock), event));
    }
    return received;
  }

  private static Rules remembering(int remembered, int flapOpenings) {
    return new Rules(
        Duration.ofSeconds(30),
        new Flap(flapOpenings, Duration.ofMinutes(15)),
        Duration.ofDays(7),
        Duration.ofDays(7),
        remembered);
  }

  private static Watched play(Rules rules, List<AlertEvent> events) {
    var alert = new Watched(rules);
    events.forEach(alert::hears);
    return alert;
  }

  private static Final outcome(Rules rules, List<AlertEvent> events) {
    var alert = play(rules, events);
    Instant end = second(END);
    alert.waitsUntil(end);
    return new Final(alert.condition(end), alert.toldOpen());
  }

  private static long openings(Watched alert) {
    long announced = 0;
    boolean open = false;
    for (var change : alert.said()) {
      switch (change) {
        case AlertChange.Opened _ -> {
          announced++;
          open = true;
        }
        case AlertChange.FlappingStarted _ -> {
          announced += open ? 0 : 1;
          open = true;
        }
        case AlertChange.Recovered _, AlertChange.Expired _ -> open = false;
        case AlertChange.FlappingStopped stopped ->
            open = stopped.settled() == AlertChange.Settled.FIRING;
        case AlertChange.Worsened _, AlertChange.Repeated _, AlertChange.Acknowledged _ -> {}
      }
    }
    return announced;
  }

  private static String cycleOf(Watched alert) {
    return switch (alert.condition(second(END))) {
      case Condition.Firing firing -> String.valueOf(firing.stretch().cycle());
      case Condition.Quiet _ -> "none";
      case Condition.Flapping _ -> "flaps";
    };
  }
}
