package io.taskcall.dedup.domain.timeline;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The observations of one alert in their order, whatever order they arrived in. The latest are
 * remembered one by one, so that a late one finds its place and a repeated delivery is recognised;
 * the older are remembered as the condition they led to. An observation older than those is taken
 * for one of them: it could no longer open or close the alert, only change how it got there.
 *
 * @param base the condition after all that isn't remembered singly
 * @param horizon the newest of those; absent while all are remembered
 * @param recent the rest, in order
 * @param current the condition after all
 */
public record History(
    Condition base, @Nullable Observation horizon, List<Observation> recent, Condition current) {
  /** Nothing was observed yet. */
  public static final History EMPTY =
      new History(Condition.UNHEARD, null, List.of(), Condition.UNHEARD);

  public History {
    recent = List.copyOf(recent);
  }

  /** True if {@code observation} is part of this already, or too old to make a difference. */
  public boolean covers(Observation observation) {
    if (horizon != null && observation.compareTo(horizon) <= 0) {
      return true;
    }
    for (var known : recent) {
      if (known.place().id() == observation.place().id()) {
        return true;
      }
    }
    return false;
  }

  /**
   * This history with one more observation in its place.
   *
   * @param remembered how many are remembered one by one, at most
   */
  public History with(Observation observation, Flap flap, int remembered) {
    int place = recent.size();
    while (place > 0 && recent.get(place - 1).compareTo(observation) > 0) {
      place--;
    }
    boolean newest = place == recent.size();
    var all = new ArrayList<Observation>(recent.size() + 1);
    all.addAll(recent);
    all.add(place, observation);
    var after = newest ? current.after(observation, flap) : replay(all, flap);
    if (all.size() <= remembered) {
      return new History(base, horizon, all, after);
    }
    var oldest = all.removeFirst();
    return new History(base.after(oldest, flap), oldest, all, after);
  }

  private Condition replay(List<Observation> observations, Flap flap) {
    var condition = base;
    for (var observation : observations) {
      condition = condition.after(observation, flap);
    }
    return condition;
  }
}
