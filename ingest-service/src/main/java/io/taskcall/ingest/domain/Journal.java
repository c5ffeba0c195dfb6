package io.taskcall.ingest.domain;

import io.taskcall.contracts.Event;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where what arrived is kept safe. */
public interface Journal {
  /**
   * Stores the events in their order and then tells, once and within a bounded time, whether all of
   * them are safe. Never waits itself.
   *
   * @param trace the sender's W3C {@code traceparent}, if it sent one
   */
  void store(List<? extends Event> events, @Nullable String trace, Consumer<Stored> then);

  /** What became of it. */
  sealed interface Stored {
    /** Every event is kept for good. */
    record Safely() implements Stored {}

    /** At least one isn't known to be kept. */
    record NotSafely(String reason) implements Stored {}
  }
}
