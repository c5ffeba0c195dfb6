package io.taskcall.sandbox.smtp;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The sandbox is ready when mail can come in. */
@Readiness
@ApplicationScoped
class MailReadiness implements HealthCheck {
  private final MailServer server;

  MailReadiness(MailServer server) {
    this.server = server;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("smtp").status(server.running()).build();
  }
}
