package io.taskcall.dedup.domain;

import io.taskcall.contracts.AlertChange;
import java.util.List;
import java.util.Optional;

/**
 * What comes of an event, or of time going by.
 *
 * @param next what to remember from here; empty to forget the alert
 * @param news what to say, in this order
 */
public record Verdict(Optional<AlertState> next, List<AlertChange> news) {
  public Verdict {
    news = List.copyOf(news);
  }

  static Verdict unchanged(Optional<AlertState> state) {
    return new Verdict(state, List.of());
  }
}
