package io.taskcall.auth.http;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.postgres.PostgresDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Knows for which organization a caller speaks. */
@ApplicationScoped
class Callers {
  private final PostgresDirectory directory;
  private final Clock clock;

  Callers(PostgresDirectory directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /** The organization of the API key; looking its hash up gives its content away to no clock. */
  Uni<UUID> organization(@Nullable String authorization) {
    return directory
        .organizationOf(Bearer.of(authorization).sha256(), clock.instant())
        .map(found -> found.orElseThrow(Bearer::refused));
  }
}
