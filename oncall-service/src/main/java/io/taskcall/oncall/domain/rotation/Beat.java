package io.taskcall.oncall.domain.rotation;

import java.time.Instant;
import java.time.LocalDateTime;

/**
 * The beginning of a shift.
 *
 * @param period the stretch of the calendar it is counted in, and {@code index} its place there
 */
record Beat(long period, int index, LocalDateTime local, Instant at) {}
