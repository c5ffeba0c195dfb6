package io.taskcall.dedup.domain;

import java.util.List;

/** How far the service has come with what it has been sent. */
public interface Progress {
  /** As of now. */
  Report report();

  /**
   * How far it has come.
   *
   * @param working whether events are being judged, not waiting for the broker or for restoring
   * @param state in a word
   */
  record Report(boolean working, String state, List<PartitionLag> partitions) {
    public Report {
      partitions = List.copyOf(partitions);
    }

    /** How many events are still to be judged. */
    public long lag() {
      return partitions.stream().mapToLong(PartitionLag::lag).sum();
    }
  }

  /** One partition: the next event to judge, and the end of what was sent. */
  record PartitionLag(int partition, long next, long end) {
    /** How many of its events are still to be judged. */
    public long lag() {
      return Math.max(0, end - next);
    }
  }
}
