package io.taskcall.oncall.domain.heartbeat;

import java.time.Duration;
import java.time.Instant;

/**
 * Who does not listen cannot say that nobody called: time during which nothing was heard, since
 * TaskCall or its database was down, counts for no heartbeat.
 */
public final class Listening {
  /** Looking takes place every second; a pause that is not much longer is none. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private Listening() {}

  /** How long nobody listened before {@code now}; {@code last} was the last look. */
  public static Duration deafness(Instant last, Instant now) {
    var pause = Duration.between(last, now);
    return pause.compareTo(PATIENCE) > 0 ? pause : Duration.ZERO;
  }
}
