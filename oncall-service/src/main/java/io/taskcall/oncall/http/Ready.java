package io.taskcall.oncall.http;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.postgres.SignedLinks;
import io.taskcall.oncall.setup.Setup;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when pages can be made: the setup is done and the database has our key. */
@Readiness
final class Ready implements AsyncHealthCheck {
  private final Setup setup;
  private final SignedLinks links;

  Ready(Setup setup, SignedLinks links) {
    this.setup = setup;
    this.links = links;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return links
        .links()
        .map(_ -> HealthCheckResponse.named("setup").status(setup.isDone()).build())
        .onFailure()
        .recoverWithItem(failure -> HealthCheckResponse.named("setup").down().build());
  }
}
