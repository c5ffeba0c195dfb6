package io.taskcall.oncall.domain.impact;

/** Who knows a service by its name. */
public enum Kind {
  /** Those who keep it running. */
  TECHNICAL,
  /** Those who use it. */
  BUSINESS
}
