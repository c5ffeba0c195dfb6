package io.taskcall.dedup.domain;

import io.taskcall.contracts.AlertChange;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.dedup.domain.timeline.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One alert under the rules, and all that was said about it. */
final class Watched {
  private final Dedup dedup;
  private final List<AlertChange> said = new ArrayList<>();
  private Optional<AlertState> state = Optional.empty();

  Watched(Rules rules) {
    this.dedup = new Dedup(rules);
  }

  Watched hears(AlertEvent... events) {
    for (var event : events) {
      take(dedup.judge(state, event));
    }
    return this;
  }

  Watched waitsUntil(Instant now) {
    take(dedup.tick(state.orElseThrow(), now));
    return this;
  }

  Optional<AlertState> state() {
    return state;
  }

  Instant due() {
    return dedup.due(state.orElseThrow());
  }

  Condition condition(Instant now) {
    return state.map(known -> dedup.view(known, now)).orElse(Condition.UNHEARD);
  }

  boolean toldOpen() {
    return state.map(AlertState::told).filter(Told.Open.class::isInstance).isPresent();
  }

  List<AlertChange> said() {
    return said;
  }

  List<String> words() {
    return said.stream().map(change -> change.getClass().getSimpleName()).toList();
  }

  <T extends AlertChange> T only(Class<T> kind) {
    var found = said.stream().filter(kind::isInstance).map(kind::cast).toList();
    if (found.size() != 1) {
      throw new AssertionError("not one " + kind.getSimpleName() + " in " + said);
    }
    return found.getFirst();
  }

  private void take(Verdict verdict) {
    state = verdict.next();
    said.addAll(verdict.news());
  }
}
