package io.taskcall.oncall.setup;

import static io.taskcall.oncall.setup.Mistake.needed;

import io.taskcall.oncall.domain.heartbeat.Heartbeat;
import io.taskcall.oncall.domain.status.Audience;
import io.taskcall.oncall.domain.status.Dashboard;
import io.taskcall.oncall.postgres.Catalog.Described;
import io.taskcall.oncall.postgres.Definitions.Kind;
import io.taskcall.oncall.setup.SetupFile.DashboardEntry;
import io.taskcall.oncall.setup.SetupFile.HeartbeatEntry;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** The dashboards and heartbeats that are written down, by their keys. */
record Watching(Map<String, Dashboard> dashboards, Map<String, Heartbeat> heartbeats) {
  static Watching of(SetupFile file, UUID organization, Map<String, Described> services) {
    return new Watching(
        Wanted.byKey(
            "dashboards",
            file.dashboards(),
            DashboardEntry::key,
            entry -> dashboard(entry, organization, services)),
        Wanted.byKey(
            "heartbeats",
            file.heartbeats(),
            HeartbeatEntry::key,
            entry -> heartbeat(entry, organization, services)));
  }

  private static Dashboard dashboard(
      DashboardEntry entry, UUID organization, Map<String, Described> services) {
    var key = needed("key", entry.key());
    var shown = Layers.given(entry.services());
    List<UUID> ids =
        IntStream.range(0, shown.size())
            .mapToObj(i -> service("services[" + i + "]", shown.get(i), services))
            .distinct()
            .toList();
    return new Dashboard(
        Kind.DASHBOARD.id(organization, key),
        organization,
        entry.name() == null ? key : entry.name(),
        entry.audience() == null ? Audience.ORGANIZATION : entry.audience(),
        ids,
        entry.zone() == null ? ZoneOffset.UTC : entry.zone(),
        entry.titles() == null || entry.titles(),
        Boolean.TRUE.equals(entry.graph()));
  }

  private static Heartbeat heartbeat(
      HeartbeatEntry entry, UUID organization, Map<String, Described> services) {
    var key = needed("key", entry.key());
    var every = needed("every", entry.every());
    if (every.compareTo(Heartbeat.SHORTEST) < 0 || every.compareTo(Heartbeat.LONGEST) > 0) {
      throw new Mistake("every", "is from PT10S to P31D");
    }
    return Heartbeat.of(
        Kind.HEARTBEAT.id(organization, key),
        organization,
        service("service", needed("service", entry.service()), services),
        entry.name() == null ? key : entry.name(),
        every,
        Instant.EPOCH);
  }

  private static UUID service(String field, String key, Map<String, Described> services) {
    return Wanted.find(field, key, services).service().id();
  }
}
