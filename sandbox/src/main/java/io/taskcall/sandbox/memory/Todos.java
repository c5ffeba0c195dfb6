package io.taskcall.sandbox.memory;

import io.taskcall.sandbox.domain.incident.Todo;
import jakarta.enterprise.context.ApplicationScoped;

/** What is to be done about the incidents of the sandbox's Datadog. */
@ApplicationScoped
public class Todos {
  private final Recent<Todo> all = new Recent<>();

  public Recent<Todo> all() {
    return all;
  }
}
