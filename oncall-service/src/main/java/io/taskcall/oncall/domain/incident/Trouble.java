package io.taskcall.oncall.domain.incident;

import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.IncidentSnapshot.Urgency;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.Priority;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong, as far as the alert tells.
 *
 * @param count how often the alert was observed firing
 * @param over the alert is over, whatever became of the incident
 */
public record Trouble(
    String title,
    @Nullable String text,
    @Nullable String link,
    @Nullable Priority priority,
    Level level,
    int count,
    boolean over) {
  static Trouble of(AlertDetails details, Level level) {
    return new Trouble(
        details.title(), details.text(), details.link(), details.priority(), level, 1, false);
  }

  /** A warning, or something of priority P4 or P5, lets people sleep. */
  public Urgency urgency() {
    boolean minor = priority == Priority.P4 || priority == Priority.P5;
    return minor || level == Level.WARN ? Urgency.LOW : Urgency.HIGH;
  }

  /** What the alert says now; it is the same trouble, so the count goes on. */
  Trouble says(AlertDetails details, Level level) {
    var now = details.priority() == null ? priority : details.priority();
    return new Trouble(
        details.title(), details.text(), details.link(), now, level, count + 1, false);
  }

  /** Counts never go back, though they may arrive out of date. */
  Trouble counted(int observed) {
    return new Trouble(title, text, link, priority, level, Math.max(count, observed), over);
  }

  Trouble of(@Nullable Priority other) {
    return new Trouble(title, text, link, other, level, count, over);
  }

  Trouble ended() {
    return new Trouble(title, text, link, priority, level, count, true);
  }
}
