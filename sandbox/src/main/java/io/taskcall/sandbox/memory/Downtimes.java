package io.taskcall.sandbox.memory;

import io.taskcall.sandbox.domain.monitor.Downtime;
import jakarta.enterprise.context.ApplicationScoped;

/** The downtimes of the sandbox's Datadog, those that are over, too. */
@ApplicationScoped
public class Downtimes {
  private final Recent<Downtime> all = new Recent<>();

  public Recent<Downtime> all() {
    return all;
  }
}
