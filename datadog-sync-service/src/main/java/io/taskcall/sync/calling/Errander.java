package io.taskcall.sync.calling;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.DatadogChange;
import io.taskcall.sync.datadog.Datadog;
import io.taskcall.sync.domain.Answer;
import io.taskcall.sync.domain.Call;
import io.taskcall.sync.domain.Errands;
import io.taskcall.sync.domain.Errands.Known;
import io.taskcall.sync.domain.Fate;
import io.taskcall.sync.domain.Hold;
import io.taskcall.sync.domain.Patience;
import io.taskcall.sync.domain.Patience.Verdict;
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

  private final Datadog datadog;
  private final Priorities priorities;
  private final Patience patience;

  Errander(Datadog datadog, Priorities priorities, Patience patience) {
    this.datadog = datadog;
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
    };
  }

  private Uni<Ran> learn(Call call, String monitorId) {
    var integrationId = call.link().integrationId();
    var lately = priorities.of(integrationId, monitorId, Instant.now());
    if (lately.isPresent()) {
      return Uni.createFrom().item(learnt(call, monitorId, lately.get()));
    }
    return datadog
        .monitorAlone(integrationId, monitorId, Instant.now())
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
