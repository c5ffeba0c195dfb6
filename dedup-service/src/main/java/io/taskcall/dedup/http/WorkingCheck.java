package io.taskcall.dedup.http;

import io.taskcall.dedup.domain.Progress;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means that events are being judged. */
@Readiness
final class WorkingCheck implements HealthCheck {
  private final Progress progress;

  WorkingCheck(Progress progress) {
    this.progress = progress;
  }

  @Override
  public HealthCheckResponse call() {
    var report = progress.report();
    return HealthCheckResponse.named("alerts are judged")
        .status(report.working())
        .withData("streams", report.state())
        .withData("lag", report.lag())
        .build();
  }
}
