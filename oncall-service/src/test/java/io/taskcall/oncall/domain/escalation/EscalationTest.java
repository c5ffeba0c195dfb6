package io.taskcall.oncall.domain.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.oncall.domain.rotation.Rotation;
import io.taskcall.oncall.domain.schedule.Changes;
import io.taskcall.oncall.domain.schedule.Layer;
import io.taskcall.oncall.domain.schedule.Options;
import io.taskcall.oncall.domain.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EscalationTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration WAIT = Duration.ofMinutes(5);
  private static final Person ANA = person(1, "ana@demo.example");
  private static final Person BEN = person(2, "ben@demo.example");
  private static final Person MUTE = person(3, "no address");
  private static final Directory ALL =
      new Directory(Map.of(), Map.of(ANA.id(), ANA, BEN.id(), BEN, MUTE.id(), MUTE));

  /** As a breaker once saved it, when that was not refused yet. */
  private static final Schedule FAR_OFF =
      new Schedule(
          new UUID(0, 9),
          new UUID(1, 1),
          "far off",
          ZoneOffset.UTC,
          Options.USUAL,
          List.of(
              Layer.of(
                  "l",
                  ZoneOffset.UTC,
                  new Rotation.Every(
                      Rotation.Unit.YEARLY, 10_000, LocalDateTime.parse("+999999999-12-31T23:59")),
                  List.of(List.of(ANA.id())))),
          Changes.NONE);

  @Test
  void first_level_is_asked_at_once_and_the_next_after_its_wait() {
    assertThat(Escalation.begin(policy(0, ANA, BEN), ALL, 1, NOON))
        .isEqualTo(ask(1, 1, ANA, Optional.of(NOON.plus(WAIT)), List.of()));
  }

  @Test
  void last_level_of_the_last_round_waits_for_nothing() {
    assertThat(Escalation.next(Position.FIRST, policy(0, ANA, BEN), ALL, 1, NOON))
        .isEqualTo(ask(1, 2, BEN, Optional.empty(), List.of()));
  }

  @Test
  void policy_that_repeats_starts_again_from_its_first_level() {
    assertThat(Escalation.next(new Position(1, 2), policy(1, ANA, BEN), ALL, 1, NOON))
        .isEqualTo(ask(2, 1, ANA, Optional.of(NOON.plus(WAIT)), List.of()));
    assertThat(Escalation.next(new Position(2, 2), policy(1, ANA, BEN), ALL, 1, NOON))
        .isEqualTo(new Step.Exhausted(List.of(), List.of()));
  }

  @Test
  void level_without_a_usable_contact_method_is_passed_over_at_once() {
    var reason = "nobody at level 1 has a usable contact method";
    assertThat(Escalation.begin(policy(0, MUTE, BEN), ALL, 1, NOON))
        .isEqualTo(
            ask(1, 2, BEN, Optional.empty(), List.of(new Step.Skipped(Position.FIRST, reason))));
  }

  @Test
  void policy_that_reaches_nobody_is_exhausted_at_once_whatever_it_repeats() {
    assertThat(Escalation.begin(policy(3, MUTE), ALL, 1, NOON))
        .isInstanceOfSatisfying(
            Step.Exhausted.class, exhausted -> assertThat(exhausted.skipped()).hasSize(4));
    assertThat(Escalation.begin(Policy.NONE, ALL, 1, NOON))
        .isEqualTo(new Step.Exhausted(List.of(), List.of()));
  }

  @Test
  void people_of_the_end_are_asked_once_after_the_last_round_and_nobody_after_them() {
    var policy = ending(1, new Policy.End.Ask(List.of(BEN.id())), ANA);
    assertThat(Escalation.next(Position.FIRST, policy, ALL, 1, NOON))
        .isEqualTo(ask(2, 1, ANA, Optional.of(NOON.plus(WAIT)), List.of()));
    assertThat(Escalation.next(new Position(2, 1), policy, ALL, 1, NOON))
        .isEqualTo(ask(2, 2, BEN, Optional.empty(), List.of()));
    assertThat(Escalation.next(new Position(2, 2), policy, ALL, 1, NOON))
        .isEqualTo(new Step.Exhausted(List.of(), List.of()));
  }

  @Test
  void policy_that_resolves_at_its_end_waits_for_the_last_level_too() {
    var policy = ending(0, new Policy.End.Resolve(), ANA);
    assertThat(Escalation.begin(policy, ALL, 1, NOON))
        .isEqualTo(ask(1, 1, ANA, Optional.of(NOON.plus(WAIT)), List.of()));
    assertThat(Escalation.begin(ending(0, new Policy.End.Ask(List.of())), ALL, 1, NOON))
        .isEqualTo(new Step.Exhausted(List.of(), List.of()));
  }

  @Test
  void level_that_takes_turns_asks_the_next_one_for_each_incident() {
    var turns =
        new Policy(
            new UUID(0, 7),
            "turns",
            1,
            List.of(
                new Policy.Level(WAIT, List.of(), List.of(ANA.id(), MUTE.id(), BEN.id()), true)));
    assertThat(people(Escalation.begin(turns, ALL, 3, NOON))).containsExactly(ANA);
    assertThat(people(Escalation.begin(turns, ALL, 4, NOON))).containsExactly(BEN);
    assertThat(people(Escalation.begin(turns, ALL, 5, NOON))).containsExactly(BEN);
    assertThat(people(Escalation.next(Position.FIRST, turns, ALL, 5, NOON))).containsExactly(ANA);
  }

  @Test
  void schedule_that_cannot_be_worked_out_counts_as_nobody_and_the_next_level_is_asked_at_once() {
    var policy =
        new Policy(
            new UUID(0, 7),
            "far",
            0,
            List.of(
                new Policy.Level(WAIT, List.of(FAR_OFF.id()), List.of()),
                new Policy.Level(WAIT, List.of(), List.of(BEN.id()))));
    var step = Escalation.begin(policy, with(FAR_OFF), 1, NOON);
    assertThat(step.skipped())
        .containsExactly(new Step.Skipped(Position.FIRST, "nobody is on call at level 1"));
    assertThat(people(step)).containsExactly(BEN);
    assertThat(step.faults())
        .singleElement()
        .asString()
        .startsWith("schedule \"far off\" could not be worked out, and counts as nobody: ")
        .endsWith("the year 999999999 is too far off");
  }

  @Test
  void others_of_the_level_are_asked_although_its_schedule_cannot_be_worked_out() {
    var level = new Policy.Level(WAIT, List.of(FAR_OFF.id()), List.of(ANA.id()));
    var policy = new Policy(new UUID(0, 7), "far", 0, List.of(level));
    var step = Escalation.begin(policy, with(FAR_OFF), 1, NOON);
    assertThat(people(step)).containsExactly(ANA);
    assertThat(step.skipped()).isEmpty();
    assertThat(step.faults()).hasSize(1);
  }

  private static Directory with(Schedule schedule) {
    return new Directory(Map.of(schedule.id(), schedule), ALL.people());
  }

  private static List<Person> people(Step step) {
    return switch (step) {
      case Step.Ask ask -> ask.people();
      case Step.Exhausted _ -> List.of();
    };
  }

  private static Step ask(
      int round, int level, Person person, Optional<Instant> next, List<Step.Skipped> skipped) {
    return new Step.Ask(new Position(round, level), List.of(person), next, skipped, List.of());
  }

  private static Policy ending(int repeat, Policy.End end, Person... levels) {
    var policy = policy(repeat, levels);
    return new Policy(policy.id(), policy.name(), repeat, policy.levels(), end);
  }

  private static Policy policy(int repeat, Person... levels) {
    return new Policy(
        new UUID(0, 7),
        "default",
        repeat,
        java.util.Arrays.stream(levels)
            .map(person -> new Policy.Level(WAIT, List.of(), List.of(person.id())))
            .toList());
  }

  private static Person person(long id, String email) {
    return new Person(new UUID(0, id), new UUID(1, 1), "Person " + id, email);
  }
}
