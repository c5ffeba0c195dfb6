package io.taskcall.sandbox.memory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The last things of a kind, by their ids. */
public final class Recent<T> {
  private static final int KEPT_MAX = 20_000;

  private final LinkedHashMap<String, T> byId = new LinkedHashMap<>();

  public synchronized void add(String id, T thing) {
    byId.put(id, thing);
    if (byId.size() > KEPT_MAX) {
      byId.pollFirstEntry();
    }
  }

  public synchronized Optional<T> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  public synchronized Optional<T> change(String id, UnaryOperator<T> change) {
    return Optional.ofNullable(byId.computeIfPresent(id, (_, known) -> change.apply(known)));
  }

  /** False if there is none of that id. */
  public synchronized boolean remove(String id) {
    return byId.remove(id) != null;
  }

  /** Newest first. */
  public synchronized List<T> newest(Predicate<T> wanted, int limit) {
    return byId.sequencedValues().reversed().stream().filter(wanted).limit(limit).toList();
  }

  public synchronized void clear() {
    byId.clear();
  }

  public synchronized Map<String, Integer> count() {
    return Map.of("count", byId.size());
  }
}
