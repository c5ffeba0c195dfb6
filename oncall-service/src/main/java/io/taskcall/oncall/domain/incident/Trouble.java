package io.taskcall.oncall.domain.incident;

import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.IncidentSnapshot.Urgency;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.Priority;
import io.taskcall.oncall.domain.routing.Rule;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong, as far as the alerts tell.
 *
 * @param tally the alerts, counted
 * @param decided what somebody decided about it, whatever the alerts say
 */
public record Trouble(
    String title,
    @Nullable String text,
    @Nullable String link,
    @Nullable Priority priority,
    Level level,
    Tally tally,
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

  static Trouble of(Alert alert) {
    var details = alert.details();
    return new Trouble(
        details.title(),
        details.text(),
        details.link(),
        details.priority(),
        alert.level(),
        Tally.NONE.with(alert),
        Decided.NOTHING);
  }

  /** What a person says; no alert has been observed. */
  static Trouble saidBy(
      String title, @Nullable String text, @Nullable Urgency urgency, @Nullable Priority priority) {
    return new Trouble(
        title, text, null, priority, Level.ALERT, Tally.NONE, new Decided(true, urgency));
  }

  /** How often alerts were observed firing, all together. */
  public int count() {
    return tally.observed();
  }

  /** A warning, or something of priority P4 or P5, lets people sleep unless told otherwise. */
  public Urgency urgency() {
    if (decided.urgency() != null) {
      return decided.urgency();
    }
    boolean minor = priority == Priority.P4 || priority == Priority.P5;
    return minor || level == Level.WARN ? Urgency.LOW : Urgency.HIGH;
  }

  /** True if people who know {@code other} have to hear of this. */
  boolean isWorseThan(Trouble other) {
    boolean urgent = urgency() == Urgency.HIGH && other.urgency() == Urgency.LOW;
    return urgent || (priority != null && higher(priority, other.priority) != other.priority);
  }

  /** Another alert is part of it: the first one's title stays, the worst one decides. */
  Trouble joinedBy(Alert alert) {
    return new Trouble(
        title,
        text,
        link,
        higher(alert.details().priority(), priority),
        worse(alert.level(), level),
        tally.with(alert),
        decided);
  }

  /** One of its alerts got worse; if it is the only one, what it says now is what is wrong. */
  Trouble worsened(Alert before, Alert after) {
    var counted = counting(before, after);
    return tally.alerts() == 1
        ? counted.saying(after.details(), after.level())
        : new Trouble(
            title,
            text,
            link,
            higher(after.details().priority(), priority),
            worse(after.level(), level),
            counted.tally,
            decided);
  }

  private Trouble saying(AlertDetails details, Level now) {
    return new Trouble(
        decided.title() ? title : details.title(),
        details.text(),
        details.link(),
        details.priority() == null ? priority : details.priority(),
        now,
        tally,
        decided);
  }

  /** One of its alerts is another. */
  Trouble counting(Alert before, Alert after) {
    return new Trouble(
        title, text, link, priority, level, tally.without(before).with(after), decided);
  }

  Trouble of(@Nullable Priority other) {
    return new Trouble(title, text, link, other, level, tally, decided);
  }

  /** As a rule of the service wants it. */
  Trouble treated(Rule.Treatment treatment) {
    return new Trouble(
        title,
        text,
        link,
        treatment.priority().orElse(priority),
        level,
        tally,
        new Decided(decided.title(), treatment.urgency().orElse(decided.urgency())));
  }

  Trouble titled(String other) {
    return new Trouble(
        other, text, link, priority, level, tally, new Decided(true, decided.urgency()));
  }

  Trouble of(Urgency other) {
    return new Trouble(
        title, text, link, priority, level, tally, new Decided(decided.title(), other));
  }

  private static @Nullable Priority higher(@Nullable Priority one, @Nullable Priority other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isHigherThan(other) ? one : other;
  }

  private static Level worse(Level one, Level other) {
    return one.isWorseThan(other) ? one : other;
  }
}
