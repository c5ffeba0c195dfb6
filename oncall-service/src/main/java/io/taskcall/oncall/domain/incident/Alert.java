package io.taskcall.oncall.domain.incident;

import io.taskcall.contracts.AlertChange;
import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.AlertRef;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.Level;
import java.util.UUID;

/**
 * An alert of an incident, from one opening to the end of that stretch.
 *
 * @param count how often it was observed firing
 * @param over it is over, whatever became of the incident
 */
public record Alert(
    UUID id, AlertRef ref, Level level, AlertDetails details, int count, boolean over) {
  /** The alert of an opening, which is also the incident that it opens unless it joins another. */
  public static UUID idOf(AlertChange change) {
    return Ids.derive("incident", change.opening());
  }

  static Alert of(AlertChange change, Level level, AlertDetails details) {
    return new Alert(idOf(change), change.alert(), level, details, 1, false);
  }

  /** The alert after a change; changes that are met again or out of date change nothing. */
  Alert after(AlertChange change) {
    return switch (change) {
      case AlertChange.Opened _, AlertChange.Acknowledged _, AlertChange.FlappingStarted _ -> this;
      case AlertChange.Repeated repeated -> counted(repeated.count());
      case AlertChange.Worsened worsened ->
          new Alert(id, ref, worsened.level(), worsened.details(), count + 1, false);
      case AlertChange.FlappingStopped stopped ->
          switch (stopped.settled()) {
            case FIRING -> this;
            case QUIET -> ended();
          };
      case AlertChange.Recovered recovered -> counted(recovered.count()).ended();
      case AlertChange.Expired _ -> ended();
    };
  }

  /** Counts never go back, though they may arrive out of date. */
  private Alert counted(int observed) {
    return new Alert(id, ref, level, details, Math.max(count, observed), over);
  }

  Alert ended() {
    return new Alert(id, ref, level, details, count, true);
  }

  /** The same under another id. */
  Alert as(UUID other) {
    return new Alert(other, ref, level, details, count, over);
  }
}
