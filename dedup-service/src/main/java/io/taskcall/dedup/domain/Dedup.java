package io.taskcall.dedup.domain;

import io.taskcall.contracts.AlertChange.Settled;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.dedup.domain.timeline.Condition;
import io.taskcall.dedup.domain.timeline.Condition.Firing;
import io.taskcall.dedup.domain.timeline.Condition.Flapping;
import io.taskcall.dedup.domain.timeline.Condition.Quiet;
import io.taskcall.dedup.domain.timeline.Observation;
import io.taskcall.dedup.domain.timeline.Stretch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/**
 * The rules of deduplication and nothing else: no clock, no store, no Kafka. An alert's {@link
 * io.taskcall.dedup.domain.timeline.History} says what is true of it, in an order that no delivery
 * can disturb; {@link Told} says what everybody else knows; news is the difference.
 *
 * <p>So the same events lead to the same state in any order and however often they are delivered.
 * What was said on the way may differ, but an opening is only ever announced by a firing newer than
 * everything before it that follows a recovery newer than everything before it: once per cycle.
 */
public record Dedup(Rules rules) {

  /** Judges one event. Nothing changes if it was delivered before. */
  public Verdict judge(Optional<AlertState> known, AlertEvent event) {
    var observation = Observation.of(event);
    if (known.isPresent() && known.get().covers(observation)) {
      return Verdict.unchanged(known);
    }
    var now = event.receivedAt();
    var untilNow = known.map(state -> pass(state, now)).orElse(Verdict.unchanged(known));
    var before = untilNow.next().orElseGet(() -> AlertState.unheard(event));
    var state =
        before.heard(event, before.history().with(observation, rules.flap(), rules.remembered()));
    var teller = new Teller(state.ref(), carried(before, state));
    teller.news().addAll(untilNow.news());
    tell(teller, event, before.history().current().count(), view(state, now));
    return new Verdict(Optional.of(state.telling(teller.told())), teller.news());
  }

  /** Judges that time went by. Nothing changes before {@link #due}. */
  public Verdict tick(AlertState state, Instant now) {
    var passed = pass(state, now);
    return passed
        .next()
        .filter(next -> next.told() instanceof Told.Open)
        .map(next -> repeat(next, passed, now))
        .orElse(passed);
  }

  /** When something about the alert changes by itself if nothing is heard of it until then. */
  public Instant due(AlertState state) {
    return switch (state.told()) {
      case Told.Silence _ -> state.heardAt().plus(rules.forgetAfter());
      case Told.Open open -> {
        var expiry = state.firingHeardAt().plus(rules.expireAfter());
        var sooner =
            switch (state.history().current()) {
              case Flapping flapping when open.flapping() -> flapping.calmFrom(rules.flap());
              case Quiet _ -> expiry;
              case Condition fires when fires.count() + open.carried() > open.count() ->
                  open.repeatedAt().plus(rules.repeatEvery());
              case Firing _, Flapping _ -> expiry;
            };
        yield sooner.isBefore(expiry) ? sooner : expiry;
      }
    };
  }

  /** The condition that an alert is in at {@code now}. */
  public Condition view(AlertState state, Instant now) {
    return state.history().current().at(now, rules.flap());
  }

  /** What time alone ends: a stretch, flapping, or the memory of a quiet alert. */
  private Verdict pass(AlertState state, Instant now) {
    return switch (state.told()) {
      case Told.Silence _ ->
          Verdict.unchanged(
              now.isBefore(state.heardAt().plus(rules.forgetAfter()))
                  ? Optional.of(state)
                  : Optional.empty());
      case Told.Open open -> pass(state, open, now);
    };
  }

  private Verdict pass(AlertState state, Told.Open open, Instant now) {
    var teller = new Teller(state.ref(), open);
    var expiry = state.firingHeardAt().plus(rules.expireAfter());
    switch (view(state, now)) {
      case Firing firing when !now.isBefore(expiry) -> {
        teller.expired(open, expiry, firing.stretch().lastFired());
        return new Verdict(Optional.empty(), teller.news());
      }
      case Firing _ -> settled(teller, open, state.history().current(), Settled.FIRING);
      case Quiet _ -> settled(teller, open, state.history().current(), Settled.QUIET);
      case Flapping _ -> {}
    }
    return teller.news().isEmpty()
        ? Verdict.unchanged(Optional.of(state))
        : new Verdict(Optional.of(state.telling(teller.told())), teller.news());
  }

  private Verdict repeat(AlertState state, Verdict passed, Instant now) {
    var teller = new Teller(state.ref(), state.told());
    if (view(state, now) instanceof Firing(var stretch, _)) {
      teller.repeated(stretch, now, rules.repeatEvery());
    }
    if (teller.news().isEmpty()) {
      return passed;
    }
    var news = new ArrayList<>(passed.news());
    news.addAll(teller.news());
    return new Verdict(Optional.of(state.telling(teller.told())), news);
  }

  private void settled(Teller teller, Told.Open open, Condition current, Settled settled) {
    if (open.flapping() && current instanceof Flapping flapping) {
      teller.flappingStopped(open, flapping.calmFrom(rules.flap()), settled);
    }
  }

  private void tell(Teller teller, AlertEvent event, int countBefore, Condition now) {
    switch (now) {
      case Quiet _ -> {
        if (teller.told() instanceof Told.Open open) {
          ended(teller, open, event, countBefore);
        }
      }
      case Firing firing -> {
        switch (teller.told()) {
          case Told.Silence _ -> teller.opened(event, firing);
          case Told.Open open when open.flapping() ->
              teller.flappingStopped(open, event.at(), Settled.FIRING);
          case Told.Open _ -> {}
        }
        tellMore(teller, event, firing.stretch());
      }
      case Flapping flapping -> {
        if (!(teller.told() instanceof Told.Open open && open.flapping())) {
          teller.flappingStarted(event, flapping);
        }
        tellMore(teller, event, flapping.stretch());
      }
    }
  }

  private void ended(Teller teller, Told.Open open, AlertEvent event, int countBefore) {
    if (open.flapping()) {
      teller.flappingStopped(open, event.at(), Settled.QUIET);
    } else {
      teller.recovered(open, event, countBefore + open.carried());
    }
  }

  private void tellMore(Teller teller, AlertEvent event, Stretch stretch) {
    teller.worsened(event, stretch.severity());
    teller.taken(event, stretch);
    teller.repeated(stretch, event.receivedAt(), rules.repeatEvery());
  }

  /** A late recovery may split a stretch that was told as one; what was counted stays counted. */
  private static Told carried(AlertState before, AlertState after) {
    int lost = before.history().current().count() - after.history().current().count();
    return after.told() instanceof Told.Open open
            && lost > 0
            && !(after.history().current() instanceof Quiet)
        ? open.carrying(lost)
        : after.told();
  }
}
