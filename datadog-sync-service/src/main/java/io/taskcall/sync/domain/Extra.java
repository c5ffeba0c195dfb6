package io.taskcall.sync.domain;

/** What crosses to Datadog only where somebody has asked for it. */
public enum Extra {
  /** What people note about an incident. */
  NOTES,
  /** Who is asked to act on it. */
  RESPONDERS,
  /** What people do about a monitor's incident, on Datadog's event stream. */
  COMMENTS,
  /** That a monitor's group is left alone. */
  DOWNTIMES
}
