package io.taskcall.dedup.domain.timeline;

import io.taskcall.contracts.Level;
import io.taskcall.contracts.Priority;
import org.jspecify.annotations.Nullable;

/** How bad an alert is: by its level and, where the source has one, by its priority. */
public record Severity(Level level, @Nullable Priority priority) {
  /** True if the level or the priority is worse than that of {@code other}. */
  public boolean isWorseThan(Severity other) {
    return level.isWorseThan(other.level) || isHigher(priority, other.priority);
  }

  /** The worse level and the worse priority of both. */
  public Severity worstOf(Severity other) {
    return isWorseThan(other) || other.isWorseThan(this)
        ? new Severity(
            level.isWorseThan(other.level) ? level : other.level,
            isHigher(priority, other.priority) ? priority : other.priority)
        : this;
  }

  private static boolean isHigher(@Nullable Priority one, @Nullable Priority other) {
    return one != null && (other == null || one.isHigherThan(other));
  }
}
