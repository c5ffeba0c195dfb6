package io.taskcall.sync.domain;

import io.taskcall.contracts.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long we remember what is over: at least as long as Kafka may bring it again, since an event
 * that is forgotten would be taken for a new one.
 */
public record Remembrance(Duration length) {
  /** How long the topics that we hear keep their records. */
  public static final Duration SHORTEST =
      Stream.of(Topic.INCIDENTS, Topic.ALERTS)
          .map(Topic::retention)
          .flatMap(Optional::stream)
          .max(Duration::compareTo)
          .orElseThrow();

  public Remembrance {
    if (length.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "what Kafka keeps for %d days must be remembered for as long, was %s"
              .formatted(SHORTEST.toDays(), length));
    }
  }

  /** What was over before this is forgotten. */
  public Instant beginsAt(Instant now) {
    return now.minus(length);
  }
}
