package io.taskcall.oncall.domain.schedule;

import io.taskcall.oncall.domain.rotation.Turns;
import io.taskcall.oncall.domain.rotation.Window;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is on call in one layer. It remembers the last answer, which often is the next one too. */
final class LayerTurns {
  private final Layer layer;
  private final Turns turns;
  private final Window during;
  private final boolean nobody;
  private @Nullable Stretch last;

  LayerTurns(Layer layer, Options options) {
    var rules =
        new Turns.Rules(options.hours(), options.restricted() == Options.Restricted.TURN_IS_KEPT);
    this.layer = layer;
    this.turns =
        Turns.of(
            layer.rotation(),
            layer.zone(),
            layer.length(),
            layer.restrictions(),
            layer.known(),
            rules);
    this.nobody = layer.participants().stream().allMatch(List::isEmpty);
    this.during = layer.known().isPresent() ? layer.during() : since(turns.start(), layer.during());
  }

  Stretch at(Instant at) {
    if (last == null || !last.during().contains(at)) {
      last = find(at);
    }
    return last;
  }

  private Stretch find(Instant at) {
    var side = during.sideOf(at);
    if (!during.contains(at) || nobody) {
      return new Stretch(List.of(), side);
    }
    var now = turns.at(at);
    var duties =
        now.numbers().stream().map(this::duty).filter(duty -> !duty.people().isEmpty()).toList();
    return new Stretch(duties, now.window().and(side));
  }

  private Duty duty(long turn) {
    var groups = layer.participants();
    var people = groups.get(Math.floorMod(turn, groups.size()));
    return new Duty(people, new Duty.Why.Turn(layer.name(), turn), List.of());
  }

  private static Window since(Instant start, Window during) {
    return during.end().isAfter(start)
        ? during.and(Window.from(start))
        : new Window(during.end(), during.end());
  }
}
