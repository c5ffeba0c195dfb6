package io.taskcall.sync.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.DatadogChange;
import io.taskcall.contracts.DatadogChange.Field;
import io.taskcall.contracts.IncidentSnapshot.Status;
import io.taskcall.sync.domain.AwkwardWorld.Luck;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever happens on both sides, and whatever becomes of it on the way. */
class MirrorProperties {
  /** Something that happens in the world. */
  interface Step {
    void in(AwkwardWorld world);
  }

  @Property(tries = 3_000)
  void both_sides_end_equal_with_few_writes_and_nothing_crosses_back(
      @ForAll("steps") List<Step> steps, @ForAll("skews") Duration theirClock) {
    var world = new AwkwardWorld(theirClock);
    for (var step : steps) {
      world.pass(1);
      step.in(world);
    }
    world.settle();

    assertThat(world.crossedBack).isEmpty();
    assertThat(world.writes).isLessThanOrEqualTo(world.changes + failures(steps));
    assertThat(ids(world)).doesNotHaveDuplicates();
    if (!world.isOver()) {
      assertThat(world.isSettled()).as("%s", world).isTrue();
      for (var field : Field.values()) {
        assertThat(world.agrees(field)).as("%s of %s", field, world).isTrue();
      }
    }
  }

  @Property(tries = 500)
  void what_goes_on_in_datadog_after_it_was_resolved_here_goes_on_as_another_incident(
      @ForAll("steps") List<Step> steps, @ForAll("skews") Duration theirClock) {
    var world = new AwkwardWorld(theirClock);
    steps.forEach(step -> {
      world.pass(1);
      step.in(world);
    });
    world.settle();
    var before = world.told.stream().filter(DatadogChange.Reopened.class::isInstance).count();
    assertThat(before).isEqualTo(world.isOver() ? 1 : 0);
    if (!world.isOver()) {
      world.changeHere(Field.STATUS, Words.word(Status.RESOLVED));
      world.settle();
      assertThat(world.there(Field.STATUS)).isIn("resolved", "completed");
      world.changeThere(Field.STATUS, "active");
      world.settle();
      assertThat(world.isOver()).isTrue();
      assertThat(world.reopened).isTrue();
    }
  }

  private static int failures(List<Step> steps) {
    return (int) steps.stream().filter(FailsAfter.class::isInstance).count();
  }

  private static List<Object> ids(AwkwardWorld world) {
    return world.told.stream().<Object>map(DatadogChange::id).toList();
  }

  /** A write takes effect, and we never hear of it. */
  private record FailsAfter() implements Step {
    @Override
    public void in(AwkwardWorld world) {
      world.call(Luck.WORKS_AND_FAILS, () -> {});
    }
  }

  @Provide
  Arbitrary<Duration> skews() {
    return Arbitraries.integers().between(-300, 300).map(Duration::ofSeconds);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return step().list().ofMaxSize(60);
  }

  private static Arbitrary<Step> step() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, here()),
        Tuple.of(3, there()),
        Tuple.of(6, Arbitraries.just(AwkwardWorld::hearHere)),
        Tuple.of(6, Arbitraries.just(AwkwardWorld::hearThere)),
        Tuple.of(1, Arbitraries.just(AwkwardWorld::move)),
        Tuple.of(4, Arbitraries.of(true, false).map(stale -> world -> world.look(stale))),
        Tuple.of(4, Arbitraries.just(world -> world.call(Luck.GOOD, () -> {}))),
        Tuple.of(2, there().map(change -> world -> world.call(Luck.GOOD, () -> change.in(world)))),
        Tuple.of(2, Arbitraries.just(world -> world.call(Luck.FAILS, () -> {}))),
        Tuple.of(2, Arbitraries.just(new FailsAfter())));
  }

  private static Arbitrary<Step> here() {
    return change("OPEN", "ACKNOWLEDGED", "ACKNOWLEDGED", "P", "T")
        .map(word -> world -> world.changeHere(word.field(), word.word()));
  }

  private static Arbitrary<Step> there() {
    return change("active", "stable", "resolved", "SEV-", "T")
        .map(word -> world -> world.changeThere(word.field(), word.word()));
  }

  private record Word(Field field, String word) {}

  private static Arbitrary<Word> change(
      String open, String stable, String third, String priority, String title) {
    return Combinators.combine(Arbitraries.of(Field.values()), Arbitraries.integers().between(1, 4))
        .as((field, number) ->
            switch (field) {
              case STATUS -> new Word(field, List.of(open, stable, open, third).get(number - 1));
              case PRIORITY -> new Word(field, priority + number);
              case TITLE -> new Word(field, title + number);
            });
  }
}
