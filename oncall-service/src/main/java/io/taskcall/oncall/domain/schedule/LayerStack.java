package io.taskcall.oncall.domain.schedule;

import io.taskcall.oncall.domain.rotation.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** The layers of a schedule, those that count most first. */
final class LayerStack {
  /** Layers in one list count alike. */
  private final Collection<List<LayerTurns>> ranks;

  LayerStack(Schedule schedule) {
    var byRank = new TreeMap<Integer, List<LayerTurns>>(Comparator.reverseOrder());
    for (var layer : schedule.layers()) {
      int rank =
          switch (schedule.options().layers()) {
            case UNITED -> 0;
            case BY_PRIORITY -> layer.priority();
          };
      byRank
          .computeIfAbsent(rank, _ -> new ArrayList<>())
          .add(new LayerTurns(layer, schedule.options()));
    }
    ranks = byRank.values();
  }

  /** The first rank with anybody on call; those below it are not even asked. */
  Stretch at(Instant at) {
    var window = Window.ALWAYS;
    var duties = new ArrayList<Duty>();
    for (var rank : ranks) {
      for (var layer : rank) {
        var stretch = layer.at(at);
        window = window.and(stretch.during());
        duties.addAll(stretch.duties());
      }
      if (!duties.isEmpty()) {
        break;
      }
    }
    return new Stretch(duties, window);
  }
}
