package io.taskcall.oncall.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import io.taskcall.codec.EventCodec;
import io.taskcall.codec.EventRecords;
import io.taskcall.contracts.Actor;
import io.taskcall.contracts.Event;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event in words, as the timeline of an incident keeps it. */
record TimelineRow(
    UUID id, UUID incidentId, Instant at, String type, @Nullable JsonNode actor, String text) {
  static TimelineRow of(Event event, UUID incidentId, @Nullable Actor by, String text) {
    return new TimelineRow(
        event.id(),
        incidentId,
        event.at(),
        EventRecords.typeOf(event),
        by == null ? null : EventCodec.mapper().valueToTree(by),
        text);
  }
}
