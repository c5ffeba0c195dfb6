package io.taskcall.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How bad it looks while an alert fires, from least to worst. */
public enum Level {
  /** A warning threshold is crossed. */
  @JsonProperty("warn")
  WARN,
  /** The source has stopped hearing from what it watches. */
  @JsonProperty("no_data")
  NO_DATA,
  /** The alert threshold is crossed. */
  @JsonProperty("alert")
  ALERT;

  /** True if this is worse than {@code other}. */
  public boolean isWorseThan(Level other) {
    return compareTo(other) > 0;
  }
}
