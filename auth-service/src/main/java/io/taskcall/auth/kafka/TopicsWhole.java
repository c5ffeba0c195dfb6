package io.taskcall.auth.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the others can know from the topics what we know. */
@Readiness
@ApplicationScoped
class TopicsWhole implements HealthCheck {
  private final TopicRepair repair;

  TopicsWhole(TopicRepair repair) {
    this.repair = repair;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("topics are whole").status(repair.whole()).build();
  }
}
