package io.taskcall.dedup.domain;

import io.taskcall.contracts.AlertChange;
import io.taskcall.contracts.AlertChange.Settled;
import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.AlertRef;
import io.taskcall.contracts.Ids;
import io.taskcall.dedup.domain.timeline.Condition;
import io.taskcall.dedup.domain.timeline.Severity;
import io.taskcall.dedup.domain.timeline.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Words what is to be said about one alert, and keeps track of what has been told with it. */
final class Teller {
  private final AlertRef ref;
  private final List<AlertChange> news = new ArrayList<>(2);
  private Told told;

  Teller(AlertRef ref, Told told) {
    this.ref = ref;
    this.told = told;
  }

  Told told() {
    return told;
  }

  List<AlertChange> news() {
    return news;
  }

  /** It was told to be quiet, and {@code event} shows that it fires. */
  void opened(AlertEvent event, Condition.Firing firing) {
    var open = begin(event, firing.stretch(), false);
    news.add(
        new AlertChange.Opened(
            Ids.derive("alert.opened", event.id()),
            ref,
            open.opening(),
            event.at(),
            open.severity().level(),
            worst(event.details(), open.severity())));
  }

  /** It flaps. If it was told to be open, that opening goes on; else one begins here. */
  void flappingStarted(AlertEvent event, Condition.Flapping flapping) {
    var open =
        switch (told) {
          case Told.Silence _ -> begin(event, flapping.stretch(), true);
          case Told.Open before -> before.flapping(true);
        };
    var severity = flapping.stretch().severity().worstOf(open.severity());
    told = open.worsened(severity);
    news.add(
        new AlertChange.FlappingStarted(
            Ids.derive("alert.flapping_started", event.id()),
            ref,
            open.opening(),
            event.at(),
            flapping.openings(),
            severity.level(),
            worst(event.details(), severity)));
  }

  /** It was told to be flapping and has been calm. */
  void flappingStopped(Told.Open open, Instant calmFrom, Settled settled) {
    told =
        switch (settled) {
          case FIRING -> open.flapping(false);
          case QUIET -> new Told.Silence();
        };
    news.add(
        new AlertChange.FlappingStopped(
            Ids.derive("alert.flapping_stopped", open.opening(), calmFrom),
            ref,
            open.opening(),
            calmFrom,
            settled));
  }

  /** Responders are told once for each new worst. */
  void worsened(AlertEvent event, Severity severity) {
    if (told instanceof Told.Open open && severity.isWorseThan(open.severity())) {
      var worst = severity.worstOf(open.severity());
      told = open.worsened(worst);
      news.add(
          new AlertChange.Worsened(
              Ids.derive("alert.worsened", event.id()),
              ref,
              open.opening(),
              event.at(),
              worst.level(),
              worst(event.details(), worst)));
    }
  }

  /** Somebody took it on in the source, and that was not told yet. */
  void taken(AlertEvent event, Stretch stretch) {
    if (stretch.taken() instanceof Stretch.Taken(var by)
        && told instanceof Told.Open open
        && !open.taken()) {
      told = open.nowTaken();
      news.add(
          new AlertChange.Acknowledged(
              Ids.derive("alert.taken", event.id()), ref, open.opening(), event.at(), by));
    }
  }

  /** The count went up; said when the last such word is old enough. */
  void repeated(Stretch stretch, Instant now, Duration repeatEvery) {
    if (told instanceof Told.Open open
        && !open.flapping()
        && stretch.count() + open.carried() > open.count()
        && !now.isBefore(open.repeatedAt().plus(repeatEvery))) {
      int count = stretch.count() + open.carried();
      told = open.repeated(count, now);
      news.add(
          new AlertChange.Repeated(
              Ids.derive("alert.repeated", open.opening(), count),
              ref,
              open.opening(),
              stretch.lastFired(),
              count));
    }
  }

  /** It was told to be open and has recovered. */
  void recovered(Told.Open open, AlertEvent event, int count) {
    var by = event instanceof AlertEvent.Recovered recovered ? recovered.by() : null;
    told = new Told.Silence();
    news.add(
        new AlertChange.Recovered(
            Ids.derive("alert.closed", event.id()), ref, open.opening(), event.at(), count, by));
  }

  /** Nothing was heard of it for too long. */
  void expired(Told.Open open, Instant at, Instant lastFiredAt) {
    told = new Told.Silence();
    news.add(
        new AlertChange.Expired(
            Ids.derive("alert.expired", open.opening()), ref, open.opening(), at, lastFiredAt));
  }

  private Told.Open begin(AlertEvent event, Stretch stretch, boolean flapping) {
    UUID opening = Ids.derive("opening", event.id());
    var open =
        new Told.Open(
            opening, 0, stretch.count(), stretch.severity(), false, Instant.EPOCH, flapping);
    told = open;
    return open;
  }

  private static AlertDetails worst(AlertDetails details, Severity severity) {
    return details.priority() == severity.priority()
        ? details
        : new AlertDetails(
            details.origin(),
            details.title(),
            details.text(),
            severity.priority(),
            details.tags(),
            details.host(),
            details.link(),
            details.image(),
            details.test());
  }
}
