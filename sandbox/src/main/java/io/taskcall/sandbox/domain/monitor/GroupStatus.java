package io.taskcall.sandbox.domain.monitor;

/** How one group of a monitor does. */
public enum GroupStatus {
  OK("OK"),
  WARN("Warn"),
  ALERT("Alert"),
  NO_DATA("No Data");

  private final String wire;

  GroupStatus(String wire) {
    this.wire = wire;
  }

  public String wire() {
    return wire;
  }
}
