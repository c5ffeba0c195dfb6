package io.taskcall.ingest.domain.datadog;

import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.Origin;
import io.taskcall.ingest.domain.Texts;

/**
 * A monitor whose id the payload does not tell, as with Datadog's default payload. Its name and the
 * group's tags stand in the title of trigger and recovery alike, so they meet.
 */
record NamelessMonitor() implements Kind {
  @Override
  public AlertEvent event(Said said) {
    var eventType = Texts.name(said.text("event_type"));
    var origin = new Origin.DatadogEvent(Texts.name(said.text("aggreg_key")), eventType);
    var ref =
        said.integration()
            .alert(
                "datadog-title",
                eventType == null ? "" : eventType,
                said.title().name(),
                String.join(",", Monitor.scopeOf(said)));
    return Change.of(said).event(said, ref, said.details(origin, Monitor.priorityOf(said)));
  }
}
