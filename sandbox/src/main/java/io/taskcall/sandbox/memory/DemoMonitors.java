package io.taskcall.sandbox.memory;

import io.taskcall.sandbox.domain.monitor.Monitor;
import io.taskcall.sandbox.domain.monitor.MonitorType;
import java.util.List;

/** What a newcomer finds to play with. */
final class DemoMonitors {
  record Demo(Monitor monitor, List<String> scopes) {}

  static final List<Demo> MONITORS =
      List.of(
          new Demo(
              new Monitor(
                  8248529,
                  "CPU is high",
                  MonitorType.METRIC,
                  "avg(last_5m):avg:system.cpu.user{env:prod} by {host} > 90",
                  "🚨 The CPU is busy. Größe und Last prüfen, then look at `top`.\n\n@webhook-taskcall",
                  1,
                  List.of("env:prod", "team:platform", "service:checkout"),
                  true),
              List.of("host:web-1", "host:web-2", "host:web-3")),
          new Demo(
              new Monitor(
                  160076582,
                  "Checkout error rate",
                  MonitorType.LOG,
                  "logs(\"status:error\").index(\"*\").rollup(\"count\").by(\"service\").last(\"5m\") > 100",
                  "Too many errors in {{service.name}}.\n\n@webhook-taskcall",
                  2,
                  List.of("env:prod", "team:shop"),
                  true),
              List.of("service:checkout", "service:payments")),
          new Demo(
              new Monitor(
                  309811,
                  "Heartbeat missing",
                  MonitorType.QUERY,
                  "avg(last_10m):avg:shop.heartbeat{env:prod} by {host} < 1",
                  "Nothing has been heard of this host.\n\n@webhook-taskcall",
                  null,
                  List.of("env:prod"),
                  true),
              List.of("host:db-1")),
          new Demo(
              new Monitor(
                  134462228,
                  "Orders per minute dropped",
                  MonitorType.METRIC,
                  "avg(last_15m):sum:shop.orders{env:prod} < 5",
                  "The shop sells next to nothing.\n\n@webhook-taskcall",
                  3,
                  List.of("env:prod", "service:checkout"),
                  true),
              List.of("")));

  private DemoMonitors() {}
}
