package io.taskcall.sync.calling;

import io.smallrye.mutiny.Uni;
import io.taskcall.sync.SyncConfig;
import io.taskcall.sync.datadog.Datadog;
import io.taskcall.sync.domain.Answer;
import io.taskcall.sync.domain.Call;
import io.taskcall.sync.domain.Fate;
import io.taskcall.sync.domain.Hold;
import io.taskcall.sync.domain.Mirror;
import io.taskcall.sync.domain.Mirror.Need;
import io.taskcall.sync.domain.Patience;
import io.taskcall.sync.domain.Patience.Verdict;
import io.taskcall.sync.postgres.Calls;
import io.taskcall.sync.postgres.Calls.Ending;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Makes one call: looks first, writes only what is not so already, and writes down the end. */
@ApplicationScoped
class Caller {
  private final Calls calls;
  private final Datadog datadog;
  private final Mirror mirror;
  private final Patience patience;
  private final SyncConfig config;

  Caller(Calls calls, Datadog datadog, Mirror mirror, Patience patience, SyncConfig config) {
    this.calls = calls;
    this.datadog = datadog;
    this.mirror = mirror;
    this.patience = patience;
    this.config = config;
  }

  /** Makes the call that is due longest and says whether there was one. */
  Uni<Boolean> next() {
    return calls
        .claim(Instant.now(), config.lease())
        .flatMap(due ->
            due.map(call -> make(call).replaceWith(true))
                .orElseGet(() -> Uni.createFrom().item(false)));
  }

  private Uni<Void> make(Call call) {
    return datadog
        .show(call.link(), Instant.now())
        .flatMap(answer ->
            switch (answer) {
              case Answer.Failure failure -> fail(call, failure);
              case Answer.Shown shown ->
                  switch (mirror.needFor(call, shown.incident())) {
                    case Need.None none -> end(call, shown, none.fate());
                    case Need.Write write -> write(call, write);
                  };
            });
  }

  private Uni<Void> write(Call call, Need.Write need) {
    return datadog
        .update(call.link(), need.wish(), Instant.now())
        .flatMap(answer ->
            switch (answer) {
              case Answer.Failure failure -> fail(call, failure);
              case Answer.Shown shown ->
                  end(call, shown, new Fate.Done("now " + need.wish().word()));
            });
  }

  private Uni<Void> end(Call call, Answer.Shown shown, Fate fate) {
    var now = Instant.now();
    var hold = shown.pause().map(pause -> new Hold(now.plus(pause), "the allowance is used up"));
    return calls.end(
        call,
        now,
        link -> {
          var observed = mirror.observe(link, call.wish(), shown.incident(), now);
          return new Ending(observed.link(), observed.changes(), new Verdict(fate, hold));
        });
  }

  private Uni<Void> fail(Call call, Answer.Failure failure) {
    var now = Instant.now();
    return calls.end(
        call, now, link -> new Ending(link, List.of(), patience.judge(call, failure, now)));
  }
}
