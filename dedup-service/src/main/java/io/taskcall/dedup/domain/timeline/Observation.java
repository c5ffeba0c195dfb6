package io.taskcall.dedup.domain.timeline;

import io.taskcall.contracts.AlertEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the rules need of one {@link AlertEvent}. Observations have a total order per alert, which
 * the order of their arrival has no part in. In the same millisecond of the same cycle a firing
 * comes first and a recovery last: an alert that can't be told from a recovered one has recovered.
 *
 * <p>An alert of which some observations carry a cycle and others don't is ordered by time between
 * those.
 */
public sealed interface Observation extends Comparable<Observation> {
  /** A source whose clock is further ahead than this is not believed. */
  Duration AHEAD_MAX = Duration.ofMinutes(10);

  /** No clock shows more. */
  Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  /** Where it belongs. */
  Place place();

  /** It fires. */
  record Fired(Place place, Severity severity) implements Observation {}

  /** Somebody took it on in the source. */
  record Acknowledged(Place place, @Nullable String by) implements Observation {}

  /** It is fine again. */
  record Recovered(Place place) implements Observation {}

  /** The observation that an event tells of. */
  static Observation of(AlertEvent event) {
    var cycle = event.cycle() == null ? null : Cycle.of(event.cycle());
    var place = new Place(shortId(event.id()), believable(event.at(), event.receivedAt()), cycle);
    return switch (event) {
      case AlertEvent.Fired fired ->
          new Fired(place, new Severity(fired.level(), fired.details().priority()));
      case AlertEvent.Acknowledged taken -> new Acknowledged(place, taken.by());
      case AlertEvent.Recovered _ -> new Recovered(place);
    };
  }

  @Override
  default int compareTo(Observation other) {
    int time = place().compareTime(other.place());
    if (time != 0) {
      return time;
    }
    int rank = Integer.compare(rank(), other.rank());
    return rank != 0 ? rank : Long.compare(place().id(), other.place().id());
  }

  private int rank() {
    return switch (this) {
      case Fired _ -> 0;
      case Acknowledged _ -> 1;
      case Recovered _ -> 2;
    };
  }

  /** Ids are hashes of their cause, so half of one is as good among the few of one alert. */
  private static long shortId(UUID id) {
    return id.getMostSignificantBits() ^ id.getLeastSignificantBits();
  }

  /** A recovery dated next year would otherwise silence its alert until then. */
  private static Instant believable(Instant at, Instant receivedAt) {
    if (receivedAt.isBefore(Instant.EPOCH) || receivedAt.isAfter(LATEST)) {
      throw new IllegalArgumentException("nothing is received at " + receivedAt);
    }
    if (at.isBefore(Instant.EPOCH)) {
      return Instant.EPOCH;
    }
    var believed = at.isAfter(receivedAt.plus(AHEAD_MAX)) ? receivedAt : at;
    return believed.truncatedTo(ChronoUnit.MILLIS);
  }
}
