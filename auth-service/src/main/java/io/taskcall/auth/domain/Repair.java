package io.taskcall.auth.domain;

import io.taskcall.contracts.Event;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Finds what a compacted topic should say and does not. */
public final class Repair {
  private Repair() {}

  /**
   * Those of {@code truths} that have to be said again.
   *
   * @param said the id of the last event on the topic, by key
   */
  public static <E extends Event> List<E> unsaid(List<E> truths, Map<String, UUID> said) {
    return truths.stream().filter(truth -> !truth.id().equals(said.get(truth.key()))).toList();
  }
}
