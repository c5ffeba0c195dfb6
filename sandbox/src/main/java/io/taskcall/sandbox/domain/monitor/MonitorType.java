package io.taskcall.sandbox.domain.monitor;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of monitors that the sandbox can play. */
public enum MonitorType {
  METRIC("metric alert", "query_alert_monitor"),
  QUERY("query alert", "query_alert_monitor"),
  LOG("log alert", "log_alert"),
  SERVICE_CHECK("service check", "service_check");

  private final String wire;
  private final String eventType;

  MonitorType(String wire, String eventType) {
    this.wire = wire;
    this.eventType = eventType;
  }

  public String wire() {
    return wire;
  }

  String eventType() {
    return eventType;
  }

  public static Optional<MonitorType> named(String wire) {
    return Arrays.stream(values()).filter(type -> type.wire.equals(wire)).findFirst();
  }
}
