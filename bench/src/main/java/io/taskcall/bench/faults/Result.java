package io.taskcall.bench.faults;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What a fault run showed.
 *
 * @param broken the promises that were not kept, in words; none if it passed
 */
public record Result(
    String name, String fault, SequencedMap<String, Object> figures, Map<String, Long> broken) {

  /** Collects figures and promises. */
  static final class Builder {
    private final String name;
    private final String fault;
    private final SequencedMap<String, Object> figures = new LinkedHashMap<>();
    private final Map<String, Long> broken = new LinkedHashMap<>();

    Builder(String name, String fault) {
      this.name = name;
      this.fault = fault;
    }

    Builder figure(String what, Object value) {
      figures.put(what, value);
      return this;
    }

    /** States what must not be, and how often it was. */
    Builder never(String what, long times) {
      figures.put(what, times);
      if (times != 0) {
        broken.put(what, times);
      }
      return this;
    }

    Result build() {
      return new Result(name, fault, figures, broken);
    }
  }

  /** Whether every promise was kept. */
  public boolean passed() {
    return broken.isEmpty();
  }
}
