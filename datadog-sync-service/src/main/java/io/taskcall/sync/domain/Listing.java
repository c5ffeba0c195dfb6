package io.taskcall.sync.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What became of a request for a part of all incidents. */
public sealed interface Listing {
  /**
   * Some of them.
   *
   * @param scarce how long to ask for no more, if little of the allowance is left
   */
  record Part(List<DatadogIncident> incidents, Optional<Duration> scarce) implements Listing {
    public Part {
      incidents = List.copyOf(incidents);
    }
  }

  /** None. */
  record Failed(Answer.Failure failure) implements Listing {}
}
