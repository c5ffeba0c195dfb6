package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.postgres.Definitions.Kind;
import io.taskcall.oncall.setup.Configuration;
import io.taskcall.oncall.setup.Result;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;

/** What the configuration's file has of dashboards and heartbeats, which others make one by one. */
@ApplicationScoped
class Filed {
  private final Configuration configuration;

  Filed(Configuration configuration) {
    this.configuration = configuration;
  }

  /** What is in the file is changed there, so that the file stays true. */
  Uni<Void> refuse(UUID organization, Kind kind, UUID id) {
    return configuration
        .find(organization, kind, id.toString())
        .invoke(found ->
            found.ifPresent(one -> {
              throw ProblemException.conflict(
                  "it is "
                      + kind.word()
                      + " "
                      + one.key()
                      + " of the configuration: change it there");
            }))
        .replaceWithVoid();
  }

  /** Removes it, if it is there; false if it is not. */
  Uni<Boolean> remove(UUID organization, Kind kind, UUID id) {
    return configuration
        .remove(organization, kind, id.toString(), OptionalLong.empty(), Instant.now())
        .map(Result.Saved.class::isInstance);
  }
}
