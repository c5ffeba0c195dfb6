package io.taskcall.sandbox.domain.webhook;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** Numbers events as Datadog does: milliseconds since its own epoch, then 24 bits that differ. */
public final class EventIds {
  private static final long EPOCH_MILLIS = 1_264_262_805_000L;
  private static final int LOW_BITS = 24;

  /** Odd, so that 2^24 ids of one millisecond all differ, and look as scattered as the real. */
  private static final int STRIDE = 10_368_889;

  private final AtomicInteger count = new AtomicInteger();

  public String next(Instant at) {
    var low = (count.incrementAndGet() * STRIDE) & ((1 << LOW_BITS) - 1);
    return Long.toUnsignedString(((at.toEpochMilli() - EPOCH_MILLIS) << LOW_BITS) | low);
  }
}
