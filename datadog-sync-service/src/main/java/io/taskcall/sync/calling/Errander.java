package io.taskcall.sync.calling;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.DatadogChange;
import io.taskcall.sync.datadog.DatadogMonitors;
import io.taskcall.sync.domain.Answer;
import io.taskcall.sync.domain.Call;
import io.taskcall.sync.domain.Errands;
import io.taskcall.sync.domain.Errands.Known;
import io.taskcall.sync.domain.Fate;
import io.taskcall.sync.domain.Hold;
import io.taskcall.sync.domain.Lookup;
import io.taskcall.sync.domain.Patience;
import io.taskcall.sync.domain.Patience.Verdict;
import io.taskcall.sync.domain.Receipt;
import io.taskcall.sync.domain.Sight;
import io.taskcall.sync.domain.Wish;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs an errand about a monitor: what Datadog does not let us do holds up nothing else. */
@ApplicationScoped
class Errander {
  /** A priority that comes later than this helps nobody. */
  private static final Duration LEARN_FOR = Duration.ofHours(1);

  private final DatadogMonitors datadog;
  private final Downtimes downtimes;
  private final Priorities priorities;
  private final Patience patience;

  Errander(DatadogMonitors datadog, Downtimes downtimes, Priorities priorities, Patience patience) {
    this.datadog = datadog;
    this.downtimes = downtimes;
    this.priorities = priorities;
    this.patience = patience;
  }

  /** What came of an errand, and what others should hear of it. */
  record Ran(Verdict verdict, List<DatadogChange> changes) {
    static Ran well(String note, List<DatadogChange> changes) {
      return new Ran(new Verdict(new Fate.Done(note), Optional.empty()), changes);
    }
  }

  Uni<Ran> run(Call call, Wish.Errand errand) {
    return switch (errand) {
      case Wish.Learn learn -> learn(call, learn.monitorId());
      case Wish.Comment comment -> comment(call, comment);
      case Wish.Downtime downtime -> downtimes.run(call, downtime);
    };
  }

  /** Datadog takes the same event twice, so whoever is not the first to try looks for it. */
  private Uni<Ran> comment(Call call, Wish.Comment comment) {
    if (call.attempt() == 1) {
      return post(call, comment);
    }
    return datadog
        .findComment(call.link().integrationId(), comment, Instant.now())
        .flatMap(found ->
            switch (found) {
              case Lookup.Failed<String>(var failure) ->
                  Uni.createFrom().item(failed(call, failure, Hold.Scope.COMMENT));
              case Lookup.Found<String>(var ours) ->
                  ours.isPresent()
                      ? Uni.createFrom().item(Ran.well("there already", List.of()))
                      : post(call, comment);
            });
  }

  private Uni<Ran> post(Call call, Wish.Comment comment) {
    return datadog
        .comment(call.link().integrationId(), comment, Instant.now())
        .map(receipt ->
            switch (receipt) {
              case Receipt.Failed(var failure) -> failed(call, failure, Hold.Scope.COMMENT);
              case Receipt.Taken _ -> Ran.well("posted", List.of());
            });
  }

  private Ran failed(Call call, Answer.Failure failure, Hold.Scope scope) {
    return new Ran(patience.judgeErrand(call, failure, scope, Instant.now()), List.of());
  }

  private Uni<Ran> learn(Call call, String monitorId) {
    var integrationId = call.link().integrationId();
    var lately = priorities.of(integrationId, monitorId, Instant.now());
    if (lately.isPresent()) {
      return Uni.createFrom().item(learnt(call, monitorId, lately.get()));
    }
    return datadog
        .alone(integrationId, monitorId, Instant.now())
        .map(sight ->
            switch (sight) {
              case Sight.Seen seen -> {
                var priority = seen.monitor().priority();
                priorities.saw(integrationId, monitorId, priority, Instant.now());
                yield learnt(call, monitorId, new Known(priority));
              }
              case Sight.Failed(var failure) -> notLearnt(call, failure, Instant.now());
            });
  }

  private static Ran learnt(Call call, String monitorId, Known known) {
    var note = known.priority() == null ? "the monitor has none" : "it is " + known.priority();
    return Ran.well(note, Errands.learnt(call.link(), monitorId, known, call.wishedAt()));
  }

  /** Nobody need look after it: the incident goes on without. */
  private Ran notLearnt(Call call, Answer.Failure failure, Instant now) {
    var verdict = patience.judgeErrand(call, failure, Hold.Scope.PRIORITY, now);
    boolean tooLate = !now.isBefore(call.firstDue().plus(LEARN_FOR));
    return tooLate || verdict.fate() instanceof Fate.Parked
        ? new Ran(
            new Verdict(
                new Fate.Superseded("never told: " + verdict.fate().note()), verdict.hold()),
            List.of())
        : new Ran(verdict, List.of());
  }
}
