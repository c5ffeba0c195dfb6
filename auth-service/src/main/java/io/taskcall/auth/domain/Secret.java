package io.taskcall.auth.domain;

import io.taskcall.contracts.Ids;

/** A value that must not be seen: it shows itself to those who ask for it, and to no log. */
public record Secret(String reveal) {
  /** What is kept and compared instead. */
  public String sha256() {
    return Ids.sha256(reveal);
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
