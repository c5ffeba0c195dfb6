package io.taskcall.quickstart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which service's port answers which path; the first match counts. */
final class Routes {
  private record Route(String prefix, int port) {}

  private final List<Route> routes = new ArrayList<>();

  static Routes to(Services services) {
    return new Routes()
        .add("/integrations/", services.ingest)
        .add("/v2/", services.ingest)
        .add("/api/v1/alerts", services.dedup)
        .add("/api/v1/incidents", services.oncall)
        .add("/api/v1/planned-incidents", services.oncall)
        .add("/api/v1/services", services.oncall)
        .add("/api/v1/schedules", services.oncall)
        .add("/api/v1/impact", services.oncall)
        .add("/api/v1/status", services.oncall)
        .add("/api/v1/dashboards", services.oncall)
        .add("/api/v1/stream", services.oncall)
        .add("/api/v1/heartbeats", services.oncall)
        .add("/status/", services.oncall)
        .add("/heartbeat/", services.oncall)
        .add("/api/v1/people", services.oncall)
        .add("/api/v1/policies", services.oncall)
        .add("/api/v1/teams", services.oncall)
        .add("/api/v1/config", services.oncall)
        .add("/api/v1/calendars", services.oncall)
        .add("/api/v1/reports", services.oncall)
        .add("/calendars/", services.oncall)
        .add("/respond/", services.oncall)
        .add("/callbacks/", services.oncall)
        .add("/api/v1/datadog/", services.sync)
        .add("/api/", services.auth)
        .add("/.well-known/jwks.json", services.auth)
        .add("/sign-", services.auth)
        .add("/account", services.auth)
        .add("/connect/", services.auth)
        .add("/look/", services.auth);
  }

  /** The port that answers that path, if any does. */
  Optional<Integer> to(@Nullable String path) {
    if (path == null || isBent(path)) {
      return Optional.empty();
    }
    return routes.stream()
        .filter(route -> path.startsWith(route.prefix()))
        .map(Route::port)
        .findFirst();
  }

  /** Whether a service might take the path for another than it begins with. */
  private static boolean isBent(String path) {
    var plain =
        path.replace("%2e", ".").replace("%2E", ".").replace("%2f", "/").replace("%2F", "/");
    return Arrays.asList(plain.split("[/\\\\]")).contains("..");
  }

  private Routes add(String prefix, Service service) {
    routes.add(new Route(prefix, service.port()));
    return this;
  }
}
