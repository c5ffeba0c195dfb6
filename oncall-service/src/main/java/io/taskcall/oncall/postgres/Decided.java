package io.taskcall.oncall.postgres;

import io.taskcall.codec.TraceParent;
import io.taskcall.oncall.domain.incident.Outcome;
import java.time.Instant;

/** A change that the rules decided, to be stored. */
record Decided(Outcome.Changed change, TraceParent trace, Instant at) {}
