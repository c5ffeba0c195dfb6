package io.taskcall.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Everything an operator can set on the outbox. */
@ConfigMapping(prefix = "outbox")
public interface OutboxConfig {
  /** How long the relay waits before it looks again, when nobody wakes it or something is down. */
  @WithDefault("1s")
  Duration poll();

  /** How many events are published at once before they are deleted. */
  @WithDefault("1000")
  int batch();
}
