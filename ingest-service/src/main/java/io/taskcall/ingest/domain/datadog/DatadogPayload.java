package io.taskcall.ingest.domain.datadog;

import io.taskcall.ingest.domain.Arrival;
import io.taskcall.ingest.domain.Outcome;
import io.taskcall.ingest.domain.Source;
import java.util.List;

/**
 * Datadog's webhook, whatever template it was rendered from: TaskCall's, a longer or shorter one,
 * or Datadog's own default.
 *
 * <p>What it is about is decided by what is filled: an incident by its uuid alone, since an
 * incident's message is sometimes filled without one; else a monitor by its id; else a security
 * signal by its rule; else a monitor by the grammar of its title, which is all that Datadog's
 * default payload tells; else it is an event of the event stream.
 */
public final class DatadogPayload implements Source {
  @Override
  public Outcome read(Arrival arrival) {
    var said = new Said(arrival);
    if (said.nothing()) {
      return new Outcome.Rejected(
          "none of title, body, id, aggreg_key, alert.id, incident_uuid and security_rule_id says"
              + " anything");
    }
    var kind = kindOf(said);
    return new Outcome.Understood(List.of(kind.event(said)));
  }

  private static Kind kindOf(Said said) {
    var uuid = said.text("incident_uuid");
    if (uuid != null) {
      return new Incident(uuid);
    }
    var monitorId = said.alert().text("id");
    if (monitorId != null) {
      return new Monitor(monitorId);
    }
    var rule = said.fields().firstText("security_rule_id", "security_rule_name");
    if (rule != null) {
      return new SecuritySignal(rule);
    }
    return said.title().transition() != null || said.alert().text("transition") != null
        ? new NamelessMonitor()
        : new StreamEvent();
  }
}
