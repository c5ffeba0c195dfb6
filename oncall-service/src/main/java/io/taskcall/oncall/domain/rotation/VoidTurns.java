package io.taskcall.oncall.domain.rotation;

/**
 * Turns that nobody takes. Whether the first one, 0, is such a turn is asked elsewhere: it may be
 * shorter than others.
 */
interface VoidTurns {
  /** How many there are from {@code from} until just before {@code to}; 0 is not among them. */
  long between(long from, long to);
}
