package io.taskcall.oncall.postgres;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;

/** Something that is looked after every so often, for as long as the service runs. */
public interface Chore {
  /** What it is, for the log. */
  String what();

  /** How often; a turn that takes long makes the next one wait. */
  Duration every();

  /** Does it once. */
  Uni<Void> doIt(Instant now);
}
