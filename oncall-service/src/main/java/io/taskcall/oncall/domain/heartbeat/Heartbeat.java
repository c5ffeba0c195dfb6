package io.taskcall.oncall.domain.heartbeat;

import io.taskcall.contracts.AlertChange;
import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.AlertRef;
import io.taskcall.contracts.Fingerprint;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that has to call every so often. A call that does not come is an alert of its service;
 * the next call ends it.
 *
 * @param due when the next call has to have come
 * @param seen when the last one came
 * @param missed the moment at which a call was due and did not come, until its alert is over
 */
public record Heartbeat(
    UUID id,
    UUID organizationId,
    UUID serviceId,
    String name,
    Duration every,
    Instant due,
    Optional<Instant> seen,
    Optional<Instant> missed) {
  public static final Duration SHORTEST = Duration.ofSeconds(10);
  public static final Duration LONGEST = Duration.ofDays(31);

  public Heartbeat {
    if (every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "a heartbeat comes every " + SHORTEST + " to " + LONGEST + ", was " + every);
    }
  }

  /** One that never called, and has to from now on. */
  public static Heartbeat of(
      UUID id, UUID organizationId, UUID serviceId, String name, Duration every, Instant now) {
    return new Heartbeat(
        id,
        organizationId,
        serviceId,
        name,
        every,
        now.plus(every),
        Optional.empty(),
        Optional.empty());
  }

  /** The same, waited for from now on. */
  public Heartbeat from(Instant now) {
    return of(id, organizationId, serviceId, name, every, now);
  }

  /** How it stands. */
  public enum State {
    /** It never called; it has until it is due. */
    WAITING,
    /** It called in time. */
    OK,
    /** It did not. */
    MISSING
  }

  /** What is to be said of it. */
  public sealed interface Verdict {
    /** Nothing. */
    record Fine() implements Verdict {}

    /** It did not call in time: an alert begins. */
    record Missed(Instant due, AlertChange.Opened alert) implements Verdict {}

    /** It calls again: the alert that began when it was due is over. */
    record Back(Instant due, AlertChange.Recovered alert) implements Verdict {}
  }

  /** Judges it; the same missed call makes the same alert, however often it is judged. */
  public Verdict judge(Instant now) {
    if (missed.isPresent()) {
      var at = missed.get();
      return seen.filter(at::isBefore)
          .<Verdict>map(call -> new Verdict.Back(at, recovered(at, call)))
          .orElseGet(Verdict.Fine::new);
    }
    return due.isAfter(now) ? new Verdict.Fine() : new Verdict.Missed(due, opened(due));
  }

  /** How it stands. */
  public State state() {
    if (missed.filter(at -> seen.filter(at::isBefore).isEmpty()).isPresent()) {
      return State.MISSING;
    }
    return seen.isPresent() ? State.OK : State.WAITING;
  }

  /** The incident of the call that it missed, unless that alert joined another incident. */
  public Optional<UUID> incident() {
    return missed.map(at -> Ids.derive("incident", opening(at)));
  }

  /** The end of the alert of the call that it missed, if it did, by whoever removes it. */
  public Optional<AlertChange.Recovered> ended(Instant now) {
    return missed.map(at -> recovered(at, now));
  }

  private AlertChange.Opened opened(Instant at) {
    return new AlertChange.Opened(
        Ids.derive("heartbeat.missed", id, at), alert(), opening(at), at, Level.ALERT, details());
  }

  private AlertChange.Recovered recovered(Instant at, Instant call) {
    return new AlertChange.Recovered(
        Ids.derive("heartbeat.back", id, at), alert(), opening(at), call, 1, null);
  }

  private UUID opening(Instant at) {
    return Ids.derive("heartbeat.opening", id, at);
  }

  private AlertRef alert() {
    var fingerprint = Fingerprint.of(organizationId, id, "heartbeat");
    return new AlertRef(fingerprint, organizationId, id, serviceId);
  }

  private AlertDetails details() {
    var text = "It has to call every " + words(every) + ", and did not.";
    var origin = new Origin.EventsV2(id.toString(), name, null, null, "heartbeat", "TaskCall");
    return new AlertDetails(
        origin, "No heartbeat: " + name, text, null, List.of(), null, null, null, false);
  }

  private static String words(Duration every) {
    long seconds = every.toSeconds();
    return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }
}
