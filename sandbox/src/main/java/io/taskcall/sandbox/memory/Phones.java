package io.taskcall.sandbox.memory;

import io.taskcall.sandbox.domain.phone.Talk;
import jakarta.enterprise.context.ApplicationScoped;

/** Every text and every call. */
@ApplicationScoped
public class Phones {
  private final Recent<Talk> talks = new Recent<>();

  public Recent<Talk> talks() {
    return talks;
  }
}
