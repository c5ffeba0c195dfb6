package io.taskcall.sync.calling;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.DatadogChange;
import io.taskcall.sync.SyncConfig;
import io.taskcall.sync.datadog.Datadog;
import io.taskcall.sync.domain.Answer;
import io.taskcall.sync.domain.Call;
import io.taskcall.sync.domain.Fate;
import io.taskcall.sync.domain.Hold;
import io.taskcall.sync.domain.Link;
import io.taskcall.sync.domain.Mirror;
import io.taskcall.sync.domain.Mirror.Need;
import io.taskcall.sync.domain.Mirrors;
import io.taskcall.sync.domain.Patience;
import io.taskcall.sync.domain.Patience.Verdict;
import io.taskcall.sync.domain.Wish;
import io.taskcall.sync.postgres.Calls;
import io.taskcall.sync.postgres.Calls.Ending;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes one call: looks first, writes only what is not so already, and writes down the end. */
@ApplicationScoped
class Caller {
  private final Calls calls;
  private final Datadog datadog;
  private final Creator creator;
  private final Sharer sharer;
  private final Errander errander;
  private final Mirrors mirrors;
  private final Patience patience;
  private final SyncConfig config;

  Caller(
      Calls calls,
      Datadog datadog,
      Creator creator,
      Sharer sharer,
      Errander errander,
      Mirrors mirrors,
      Patience patience,
      SyncConfig config) {
    this.calls = calls;
    this.datadog = datadog;
    this.creator = creator;
    this.sharer = sharer;
    this.errander = errander;
    this.mirrors = mirrors;
    this.patience = patience;
    this.config = config;
  }

  /** Takes the call that is due longest, if one is. */
  Uni<Optional<Call>> claim() {
    return calls.claim(Instant.now(), config.lease(), config.lanesPerOrganization());
  }

  Uni<Void> make(Call call) {
    return switch (call.wish()) {
      case Wish.Create create when !call.link().isThere() ->
          creator
              .create(call, create)
              .flatMap(answer ->
                  switch (answer) {
                    case Answer.Failure failure -> fail(call, failure, Hold.Scope.WRITE);
                    case Answer.Shown shown -> linked(call, shown);
                  });
      case Wish.Create _, Wish.Look _, Wish.Write _ -> look(call);
      case Wish.Note note -> sharer.note(call, note).flatMap(result -> end(call, result));
      case Wish.Notify wish -> sharer.notify(call, wish).flatMap(result -> end(call, result));
      case Wish.Errand errand -> errander.run(call, errand).flatMap(ran -> end(call, ran));
    };
  }

  private Uni<Void> end(Call call, Errander.Ran ran) {
    var now = Instant.now();
    return calls.end(
        call,
        now,
        link -> {
          var changes = new ArrayList<>(ran.changes());
          changes.addAll(givenUp(call, link, ran.verdict().fate(), now));
          return new Ending(link, changes, ran.verdict());
        });
  }

  private Uni<Void> look(Call call) {
    return datadog
        .show(call.link(), Instant.now())
        .flatMap(answer ->
            switch (answer) {
              case Answer.Failure failure -> fail(call, failure, Hold.Scope.READ);
              case Answer.Shown shown ->
                  switch (mirror(call).needFor(call, shown.incident(), Instant.now())) {
                    case Need.None none ->
                        end(call, List.of(shown), none.fate(), shown.pause(), Hold.Scope.READ);
                    case Need.Write write -> write(call, shown, write);
                  };
            });
  }

  private Uni<Void> write(Call call, Answer.Shown before, Need.Write need) {
    return datadog
        .update(call.link(), need.wish(), Instant.now())
        .flatMap(answer ->
            switch (answer) {
              case Answer.Failure failure -> fail(call, failure, Hold.Scope.WRITE);
              case Answer.Shown after ->
                  end(
                      call,
                      List.of(before, after),
                      new Fate.Done("now " + need.wish().word()),
                      after.pause(),
                      Hold.Scope.WRITE);
            });
  }

  private Uni<Void> end(Call call, Sharer.Result result) {
    return switch (result) {
      case Sharer.Result.Failed(var failure, var scope) -> fail(call, failure, scope);
      case Sharer.Result.Done(var shown, var fate, var pause, var scope) ->
          end(call, shown, fate, pause, scope);
    };
  }

  private Uni<Void> end(
      Call call, List<Answer.Shown> shown, Fate fate, Optional<Duration> pause, Hold.Scope scope) {
    var now = Instant.now();
    return calls.end(
        call,
        now,
        link -> {
          var next = link;
          var changes = new ArrayList<DatadogChange>();
          for (var one : shown) {
            var observed = mirror(call).observe(next, one.incident(), now);
            next = observed.link();
            changes.addAll(observed.changes());
          }
          return new Ending(next, changes, verdict(fate, pause, scope, now));
        });
  }

  private Uni<Void> linked(Call call, Answer.Shown shown) {
    var now = Instant.now();
    return calls.end(
        call,
        now,
        link -> {
          var observed = mirror(call).linked(link, shown.incident(), now);
          var fate = new Fate.Done("now there as " + shown.incident().publicId());
          return new Ending(
              observed.link(),
              observed.changes(),
              verdict(fate, shown.pause(), Hold.Scope.WRITE, now));
        });
  }

  private Mirror mirror(Call call) {
    return mirrors.of(call.link().integrationId());
  }

  private static Verdict verdict(
      Fate fate, Optional<Duration> pause, Hold.Scope scope, Instant now) {
    return new Verdict(
        fate, pause.map(wait -> new Hold(now.plus(wait), "the allowance is used up", scope)));
  }

  private Uni<Void> fail(Call call, Answer.Failure failure, Hold.Scope scope) {
    var now = Instant.now();
    return calls.end(
        call,
        now,
        link -> {
          var verdict = patience.judge(call, failure, scope, now);
          return new Ending(link, givenUp(call, link, verdict.fate(), now), verdict);
        });
  }

  private List<DatadogChange> givenUp(Call call, Link link, Fate fate, Instant now) {
    return fate instanceof Fate.Parked parked
        ? List.of(mirror(call).givenUp(link, call, parked.note(), now))
        : List.of();
  }
}
