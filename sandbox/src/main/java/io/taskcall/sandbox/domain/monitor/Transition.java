package io.taskcall.sandbox.domain.monitor;

import java.util.Arrays;
import java.util.Optional;

/** Why a monitor speaks up, in Datadog's words. */
public enum Transition {
  TRIGGERED("Triggered"),
  RE_TRIGGERED("Re-Triggered"),
  RENOTIFY("Renotify"),
  WARN("Warn"),
  RE_WARN("Re-Warn"),
  NO_DATA("No Data"),
  RE_NO_DATA("Re-No Data"),
  RECOVERED("Recovered");

  private final String wire;

  Transition(String wire) {
    this.wire = wire;
  }

  public String wire() {
    return wire;
  }

  public static Optional<Transition> named(String wire) {
    return Arrays.stream(values()).filter(t -> t.wire.equalsIgnoreCase(wire)).findFirst();
  }

  /** What a group is after this, if it was {@code before}; a reminder changes nothing. */
  public GroupStatus after(GroupStatus before) {
    return switch (this) {
      case TRIGGERED, RE_TRIGGERED -> GroupStatus.ALERT;
      case WARN, RE_WARN -> GroupStatus.WARN;
      case NO_DATA, RE_NO_DATA -> GroupStatus.NO_DATA;
      case RECOVERED -> GroupStatus.OK;
      case RENOTIFY -> before == GroupStatus.OK ? GroupStatus.ALERT : before;
    };
  }

  /** The word in an event's title: there a reminder looks like the state repeated. */
  String titleWord(GroupStatus after) {
    if (this != RENOTIFY) {
      return wire;
    }
    return switch (after) {
      case WARN -> RE_WARN.wire;
      case NO_DATA -> RE_NO_DATA.wire;
      case ALERT, OK -> RE_TRIGGERED.wire;
    };
  }

  static String alertType(GroupStatus after) {
    return switch (after) {
      case OK -> "success";
      case WARN -> "warning";
      case ALERT, NO_DATA -> "error";
    };
  }
}
