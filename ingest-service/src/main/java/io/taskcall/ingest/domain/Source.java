package io.taskcall.ingest.domain;

/** A tool's way of saying things, and what it means in ours. */
@FunctionalInterface
public interface Source {
  /** Reads one payload. Any payload has an outcome; none makes this fail. */
  Outcome read(Arrival arrival);
}
