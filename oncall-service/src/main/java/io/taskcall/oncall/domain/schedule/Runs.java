package io.taskcall.oncall.domain.schedule;

import io.taskcall.oncall.domain.rotation.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Puts together what goes on from one stretch of time to the next. */
final class Runs<T> {
  private final Map<T, Window> open = new LinkedHashMap<>();
  private final List<Map.Entry<T, Window>> over = new ArrayList<>();

  /** Stretches are added in their order. */
  void add(T what, Window during) {
    var before = open.get(what);
    if (before == null) {
      open.put(what, during);
    } else if (!before.end().isBefore(during.start())) {
      open.put(what, new Window(before.start(), during.end()));
    } else {
      over.add(Map.entry(what, before));
      open.remove(what);
      open.put(what, during);
    }
  }

  /** How many there are so far. */
  int size() {
    return over.size() + open.size();
  }

  /** All of them, in the order in which they begin. */
  <R> List<R> list(BiFunction<T, Window, R> form) {
    var all = new ArrayList<>(over);
    open.forEach((what, during) -> all.add(Map.entry(what, during)));
    return all.stream()
        .sorted(Comparator.comparing(run -> run.getValue().start()))
        .map(run -> form.apply(run.getKey(), run.getValue()))
        .toList();
  }
}
