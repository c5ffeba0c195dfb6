package io.taskcall.sync.domain;

/** On whose behalf a side of the mirror says something. */
public enum Author {
  /** Somebody decided it. */
  PERSON,
  /** One of our rules, another tool's alert, or something in Datadog that gives no name. */
  MACHINE,
  /** Nobody on this side: it came over from the other one. */
  MIRROR
}
