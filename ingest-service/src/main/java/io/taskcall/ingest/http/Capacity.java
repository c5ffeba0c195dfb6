package io.taskcall.ingest.http;

import io.taskcall.ingest.IngestConfig;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How much may be held in memory at once: requests, and the bytes of their bodies. */
@Singleton
class Capacity {
  private final int requestsMax;
  private final long bytesMax;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  Capacity(IngestConfig config) {
    requestsMax = config.waitingRequestsMax();
    bytesMax = config.waitingBytesMax();
  }

  /** Makes room for one request; false if there is none. */
  boolean admit() {
    if (requests.incrementAndGet() <= requestsMax) {
      return true;
    }
    requests.decrementAndGet();
    return false;
  }

  /** Makes room for more of an admitted request's body; false if there is none. */
  boolean grow(int more) {
    if (bytes.addAndGet(more) <= bytesMax) {
      return true;
    }
    bytes.addAndGet(-more);
    return false;
  }

  /** Gives back what an admitted request held. */
  void release(int held) {
    requests.decrementAndGet();
    bytes.addAndGet(-held);
  }
}
