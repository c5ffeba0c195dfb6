package io.taskcall.sync.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What became of a request for a part of all monitors. */
public sealed interface MonitorPart {
  /**
   * Some of them.
   *
   * @param scarce how long to ask for no more, if little of the allowance is left
   */
  record Shown(List<ListedMonitor> monitors, Optional<Duration> scarce) implements MonitorPart {
    public Shown {
      monitors = List.copyOf(monitors);
    }
  }

  /** None. */
  record Failed(Answer.Failure failure) implements MonitorPart {}
}
