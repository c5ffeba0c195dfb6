package io.taskcall.outbox;

import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.Event;

/** An event to be said, and the trace it belongs to. */
public record Outgoing(Event event, TraceParent trace) {}
