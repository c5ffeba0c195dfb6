package io.taskcall.sync.calling;

import io.smallrye.mutiny.Uni;
import io.taskcall.sync.calling.Errander.Ran;
import io.taskcall.sync.datadog.DatadogMonitors;
import io.taskcall.sync.domain.Answer;
import io.taskcall.sync.domain.Call;
import io.taskcall.sync.domain.DowntimeThere;
import io.taskcall.sync.domain.Fate;
import io.taskcall.sync.domain.Hold;
import io.taskcall.sync.domain.Lookup;
import io.taskcall.sync.domain.Patience;
import io.taskcall.sync.domain.Patience.Verdict;
import io.taskcall.sync.domain.Receipt;
import io.taskcall.sync.domain.Wish;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a downtime in Datadog as long as an incident is left alone here. What is there, Datadog
 * says: we look for ours before each change, so there is never a second one.
 */
@ApplicationScoped
class Downtimes {
  private static final int GONE = 404;

  private final DatadogMonitors datadog;
  private final Patience patience;

  Downtimes(DatadogMonitors datadog, Patience patience) {
    this.datadog = datadog;
    this.patience = patience;
  }

  Uni<Ran> run(Call call, Wish.Downtime wish) {
    var now = Instant.now();
    if (wish.until() != null && !wish.until().isAfter(now)) {
      return ran(
          new Ran(
              new Verdict(new Fate.Superseded("it is over already"), Optional.empty()), List.of()));
    }
    var integrationId = call.link().integrationId();
    return datadog
        .findDowntime(integrationId, call.link().incidentId(), now)
        .flatMap(found ->
            switch (found) {
              case Lookup.Failed<DowntimeThere>(var failure) -> ran(failed(call, failure));
              case Lookup.Found<DowntimeThere>(var ours) ->
                  wish.until() == null
                      ? lift(call, ours)
                      : schedule(call, wish, ours, wish.until().truncatedTo(ChronoUnit.SECONDS));
            });
  }

  private Uni<Ran> schedule(
      Call call, Wish.Downtime wish, Optional<DowntimeThere> ours, Instant until) {
    var link = call.link();
    var now = Instant.now();
    if (ours.isEmpty()) {
      return datadog
          .quiet(link.integrationId(), link.incidentId(), wish, until, now)
          .map(receipt -> ran(call, receipt, "until " + until));
    }
    return until.equals(ours.get().end())
        ? ran(Ran.well("there already", List.of()))
        : datadog
            .quietUntil(link.integrationId(), ours.get().id(), until, now)
            .map(receipt -> ran(call, receipt, "until " + until + " instead"));
  }

  private Uni<Ran> lift(Call call, Optional<DowntimeThere> ours) {
    return ours.map(there ->
            datadog
                .unquiet(call.link().integrationId(), there.id(), Instant.now())
                .map(receipt ->
                    receipt instanceof Receipt.Failed(Answer.Refused refused)
                            && refused.status() == GONE
                        ? Ran.well("gone already", List.of())
                        : ran(call, receipt, "ended")))
        .orElseGet(() -> ran(Ran.well("there is none", List.of())));
  }

  private Ran ran(Call call, Receipt receipt, String note) {
    return switch (receipt) {
      case Receipt.Failed(var failure) -> failed(call, failure);
      case Receipt.Taken _ -> Ran.well(note, List.of());
    };
  }

  private Ran failed(Call call, Answer.Failure failure) {
    return new Ran(
        patience.judgeErrand(call, failure, Hold.Scope.DOWNTIME, Instant.now()), List.of());
  }

  private static Uni<Ran> ran(Ran ran) {
    return Uni.createFrom().item(ran);
  }
}
