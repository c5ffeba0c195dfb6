package io.taskcall.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
  @TempDir Path data;
  private Services services;
  private Routes routes;

  @BeforeEach
  void start() {
    var settings = Settings.of(Map.of("TASKCALL_DATA", data.toString()));
    services = new Services(settings, Secrets.in(data), 5432, new ServicePorts());
    routes = Routes.to(services);
  }

  @Test
  void the_first_route_that_fits_counts() {
    assertThat(routes.to("/api/v1/incidents/1")).contains(services.oncall.port());
    assertThat(routes.to("/api/v1/members")).contains(services.auth.port());
    assertThat(routes.to("/api/v1/members/a..b")).contains(services.auth.port());
    assertThat(routes.to("/.well-known/jwks.json")).contains(services.auth.port());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/internal/integrations",
        "/q/health",
        "/.well-known/security.txt",
        "/api/../q/health",
        "/api/..",
        "/api/%2e%2E/q/health",
        "/api/..%2Fq/health",
        "/api/..\\q/health"
      })
  void what_is_not_for_everybody_is_not_reached_by_a_detour(String path) {
    assertThat(routes.to(path)).isEmpty();
  }
}
