package io.taskcall.oncall.domain.status;

/** Who may look at a dashboard. */
public enum Audience {
  /** The people of the organization, with their API keys. */
  ORGANIZATION,
  /** Whoever has its link. */
  PUBLIC
}
