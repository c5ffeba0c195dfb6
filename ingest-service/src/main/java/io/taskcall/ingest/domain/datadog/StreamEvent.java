package io.taskcall.ingest.domain.datadog;

import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Priority;
import io.taskcall.ingest.domain.Texts;

/**
 * An event of the event stream that belongs to no monitor. Those with the same aggregation key are
 * one alert; one of type success ends it. What is marked as low or as mere information is P5.
 */
record StreamEvent() implements Kind {
  @Override
  public AlertEvent event(Said said) {
    var aggregationKey = said.text("aggreg_key");
    var origin =
        new Origin.DatadogEvent(Texts.name(aggregationKey), Texts.name(said.text("event_type")));
    var type = said.alert().text("type");
    boolean minor = "low".equalsIgnoreCase(said.text("priority")) || "info".equalsIgnoreCase(type);
    var priority = minor ? Priority.P5 : said.title().priority();
    var ref =
        aggregationKey == null
            ? said.alert("datadog-event", said.identity())
            : said.alert("datadog-events", aggregationKey);
    var level = Change.levelOf(type);
    var details = said.details(origin, priority);
    return level == null
        ? said.recovered(ref, null, null, details)
        : said.fired(ref, null, level, details);
  }
}
