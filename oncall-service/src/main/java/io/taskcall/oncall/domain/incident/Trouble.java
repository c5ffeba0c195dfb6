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
 * @param decided what somebody decided about it, whatever the alert says
 */
public record Trouble(
    String title,
    @Nullable String text,
    @Nullable String link,
    @Nullable Priority priority,
    Level level,
    int count,
    boolean over,
    Decided decided) {
  /**
   * What alerts do not change any more.
   *
   * @param title somebody gave it its title
   * @param urgency the urgency that somebody gave it; otherwise it follows from priority and level
   */
  public record Decided(boolean title, @Nullable Urgency urgency) {
    static final Decided NOTHING = new Decided(false, null);
  }

  static Trouble of(AlertDetails details, Level level) {
    return new Trouble(
        details.title(),
        details.text(),
        details.link(),
        details.priority(),
        level,
        1,
        false,
        Decided.NOTHING);
  }

  /** What a person says; no alert has been observed. */
  static Trouble saidBy(
      String title, @Nullable String text, @Nullable Urgency urgency, @Nullable Priority priority) {
    return new Trouble(
        title, text, null, priority, Level.ALERT, 0, false, new Decided(true, urgency));
  }

  /** A warning, or something of priority P4 or P5, lets people sleep unless told otherwise. */
  public Urgency urgency() {
    if (decided.urgency() != null) {
      return decided.urgency();
    }
    boolean minor = priority == Priority.P4 || priority == Priority.P5;
    return minor || level == Level.WARN ? Urgency.LOW : Urgency.HIGH;
  }

  /** What the alert says now; it is the same trouble, so the count goes on. */
  Trouble says(AlertDetails details, Level level) {
    var now = details.priority() == null ? priority : details.priority();
    return new Trouble(
        decided.title() ? title : details.title(),
        details.text(),
        details.link(),
        now,
        level,
        count + 1,
        false,
        decided);
  }

  /** Counts never go back, though they may arrive out of date. */
  Trouble counted(int observed) {
    return new Trouble(
        title, text, link, priority, level, Math.max(count, observed), over, decided);
  }

  Trouble of(@Nullable Priority other) {
    return new Trouble(title, text, link, other, level, count, over, decided);
  }

  Trouble ended() {
    return new Trouble(title, text, link, priority, level, count, true, decided);
  }

  Trouble titled(String other) {
    return new Trouble(
        other, text, link, priority, level, count, over, new Decided(true, decided.urgency()));
  }

  Trouble of(Urgency other) {
    return new Trouble(
        title, text, link, priority, level, count, over, new Decided(decided.title(), other));
  }
}
