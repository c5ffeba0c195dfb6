package io.taskcall.sandbox.memory;

import io.taskcall.sandbox.domain.webhook.Event;
import jakarta.enterprise.context.ApplicationScoped;

/** The events that people posted to the sandbox's Datadog. */
@ApplicationScoped
public class PostedEvents {
  private final Recent<Event> all = new Recent<>();

  public Recent<Event> all() {
    return all;
  }
}
