package io.taskcall.sync.polling;

import io.smallrye.mutiny.Uni;
import io.taskcall.sync.SyncConfig;
import io.taskcall.sync.datadog.Datadog;
import io.taskcall.sync.domain.Answer;
import io.taskcall.sync.domain.DatadogIncident;
import io.taskcall.sync.domain.Hold;
import io.taskcall.sync.domain.Listing;
import io.taskcall.sync.domain.Pace;
import io.taskcall.sync.domain.Patience;
import io.taskcall.sync.domain.Turn;
import io.taskcall.sync.domain.TurnEnd;
import io.taskcall.sync.postgres.Polls;
import io.taskcall.sync.postgres.PostgresMirrors;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Asks one organization's Datadog once: lists what was declared since the last time, which is true
 * at once, then searches for all that goes on, which is true after a while.
 */
@ApplicationScoped
class Poller {
  private static final String GOES_ON = "state:(active OR stable)";

  /** How many parts are asked for in one turn, so that none takes for ever. */
  private static final int PARTS_MAX = 150;

  private final Datadog datadog;
  private final Polls polls;
  private final PostgresMirrors mirrors;
  private final Pace pace;
  private final Patience patience;
  private final Duration lag;

  Poller(
      Datadog datadog,
      Polls polls,
      PostgresMirrors mirrors,
      Pace pace,
      Patience patience,
      SyncConfig config) {
    this.datadog = datadog;
    this.polls = polls;
    this.mirrors = mirrors;
    this.pace = pace;
    this.patience = patience;
    this.lag = config.pollingLag();
  }

  /**
   * What was asked for.
   *
   * @param whole whether it was all there is
   * @param why it was not, if we know
   */
  private record Gathered(
      List<DatadogIncident> incidents,
      boolean whole,
      Optional<Duration> scarce,
      Optional<Answer.Failure> why) {}

  private interface Source {
    Uni<Listing> part(int offset);
  }

  Uni<Void> ask(Turn turn) {
    var begun = Instant.now();
    Source list = offset -> datadog.list(turn.integrationId(), offset, Instant.now());
    Source search = offset -> datadog.search(turn.integrationId(), GOES_ON, offset, Instant.now());
    return gather(list, turn.listed(), new ArrayList<>(), PARTS_MAX)
        .flatMap(listed ->
            gather(search, 0, new ArrayList<>(), PARTS_MAX)
                .flatMap(live -> take(turn, listed, live, begun)));
  }

  private Uni<Gathered> gather(
      Source source, int offset, List<DatadogIncident> before, int partsLeft) {
    if (partsLeft == 0) {
      return gathered(before, false, Optional.empty(), Optional.empty());
    }
    return source
        .part(offset)
        .flatMap(listing ->
            switch (listing) {
              case Listing.Failed failed ->
                  gathered(before, false, Optional.empty(), Optional.of(failed.failure()));
              case Listing.Part part -> {
                before.addAll(part.incidents());
                int size = part.incidents().size();
                // The next offset that Datadog names is sometimes wrong; a short part never is.
                yield size < Datadog.PART_MAX
                    ? gathered(before, true, part.scarce(), Optional.empty())
                    : gather(source, offset + size, before, partsLeft - 1);
              }
            });
  }

  private static Uni<Gathered> gathered(
      List<DatadogIncident> incidents,
      boolean whole,
      Optional<Duration> scarce,
      Optional<Answer.Failure> why) {
    return Uni.createFrom().item(new Gathered(incidents, whole, scarce, why));
  }

  private Uni<Void> take(Turn turn, Gathered listed, Gathered live, Instant begun) {
    var newest = new LinkedHashMap<String, DatadogIncident>();
    listed.incidents().forEach(incident -> newest.put(incident.uuid(), incident));
    live.incidents().forEach(incident -> newest.putIfAbsent(incident.uuid(), incident));
    var choices = mirrors.choicesOf(turn.integrationId());
    var now = Instant.now();
    return polls
        .found(turn, newest.values(), unknown -> turn.alert(unknown, choices, now), now)
        .flatMap(found ->
            live.whole()
                ? polls
                    .gone(turn, List.copyOf(newest.keySet()), begun.minus(lag), now)
                    .map(gone -> found + gone)
                : Uni.createFrom().item(found))
        .flatMap(news -> end(turn, listed, live, news));
  }

  private Uni<Void> end(Turn turn, Gathered listed, Gathered live, int news) {
    var pause = pace.next(turn.pause(), news > 0);
    var scarce = listed.scarce().or(live::scarce);
    var longer = scarce.filter(wait -> wait.compareTo(pause) > 0).orElse(pause);
    var why = listed.why().or(live::why);
    var note =
        why.map(Answer.Failure::toString)
            .orElseGet(
                () -> "%d go on, %d changed or new".formatted(live.incidents().size(), news));
    var now = Instant.now();
    var hold =
        why.flatMap(failure ->
            failure instanceof Answer.Barred barred
                ? Optional.of(patience.hold(barred, Hold.Scope.READ, now))
                : Optional.empty());
    return polls.end(turn, now, new TurnEnd(longer, upTo(turn, listed), note, why.isEmpty(), hold));
  }

  /** The last one is listed again: if it is gone, others were deleted, and we begin earlier. */
  private static int upTo(Turn turn, Gathered listed) {
    int size = listed.incidents().size();
    return Math.max(
        0,
        size == 0 && listed.whole()
            ? turn.listed() - Datadog.PART_MAX
            : turn.listed() + Math.max(0, size - 1));
  }
}
