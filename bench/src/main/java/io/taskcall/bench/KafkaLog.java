package io.taskcall.bench;

import java.util.logging.Level;
import java.util.logging.Logger;

/** What Kafka's clients log. */
final class KafkaLog {
  /** Held here, for the log manager holds loggers and their levels only weakly. */
  private static final Logger LOG = Logger.getLogger("org.apache.kafka");

  private KafkaLog() {}

  /** Keeps it from standing between the figures, but for warnings. */
  static void quiet() {
    LOG.setLevel(Level.WARNING);
  }
}
