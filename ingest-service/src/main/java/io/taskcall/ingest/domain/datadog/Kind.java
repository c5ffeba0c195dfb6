package io.taskcall.ingest.domain.datadog;

import io.taskcall.contracts.AlertEvent;

/** What a webhook can be about. */
sealed interface Kind permits Incident, Monitor, NamelessMonitor, SecuritySignal, StreamEvent {
  /** What the webhook says about it. */
  AlertEvent event(Said said);
}
