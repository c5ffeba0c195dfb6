package io.taskcall.ingest.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once every integration is known and Kafka takes records. */
@Readiness
@ApplicationScoped
class Ready implements HealthCheck {
  private final IntegrationsView integrations;

  Ready(IntegrationsView integrations) {
    this.integrations = integrations;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("integrations").status(integrations.isKnown()).build();
  }
}
