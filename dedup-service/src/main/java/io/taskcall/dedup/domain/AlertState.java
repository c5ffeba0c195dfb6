package io.taskcall.dedup.domain;

import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.AlertRef;
import io.taskcall.dedup.domain.timeline.History;
import io.taskcall.dedup.domain.timeline.Observation;
import java.time.Instant;

/**
 * All that is remembered of one alert.
 *
 * @param title as last heard, cut to {@value #TITLE_MAX} characters
 * @param test whether it was last marked as somebody trying things out
 * @param heardAt when anything new was last received
 * @param firingHeardAt when it was last received that it fires; the epoch if never
 */
public record AlertState(
    AlertRef ref,
    String title,
    boolean test,
    History history,
    Told told,
    Instant heardAt,
    Instant firingHeardAt) {
  /** The most characters of a title that are kept. */
  public static final int TITLE_MAX = 160;

  static AlertState unheard(AlertEvent first) {
    return new AlertState(
        first.alert(),
        "",
        false,
        History.EMPTY,
        new Told.Silence(),
        first.receivedAt(),
        Instant.EPOCH);
  }

  AlertState heard(AlertEvent event, History with) {
    var received = event.receivedAt();
    var heard = received.isAfter(heardAt) ? received : heardAt;
    var firing =
        event instanceof AlertEvent.Fired && received.isAfter(firingHeardAt)
            ? received
            : firingHeardAt;
    return new AlertState(
        event.alert(),
        cut(event.details().title()),
        event.details().test(),
        with,
        told,
        heard,
        firing);
  }

  AlertState telling(Told now) {
    return new AlertState(ref, title, test, history, now, heardAt, firingHeardAt);
  }

  boolean covers(Observation observation) {
    return history.covers(observation);
  }

  private static String cut(String title) {
    if (title.length() <= TITLE_MAX) {
      return title;
    }
    boolean splitsPair = Character.isHighSurrogate(title.charAt(TITLE_MAX - 1));
    return title.substring(0, splitsPair ? TITLE_MAX - 1 : TITLE_MAX);
  }
}
