package io.taskcall.sync.calling;

import io.smallrye.mutiny.Uni;
import io.taskcall.sync.datadog.Datadog;
import io.taskcall.sync.domain.Answer;
import io.taskcall.sync.domain.Call;
import io.taskcall.sync.domain.DatadogIncident;
import io.taskcall.sync.domain.Fate;
import io.taskcall.sync.domain.Handle;
import io.taskcall.sync.domain.Hold;
import io.taskcall.sync.domain.Lookup;
import io.taskcall.sync.domain.Receipt;
import io.taskcall.sync.domain.Wish;
import io.taskcall.sync.http.Members;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells Datadog of an incident what is none of its fields, each thing once. */
@ApplicationScoped
class Sharer {
  private final Datadog datadog;
  private final Members members;

  Sharer(Datadog datadog, Members members) {
    this.datadog = datadog;
    this.members = members;
  }

  /** What a try came to. */
  sealed interface Result {
    /**
     * Datadog answered.
     *
     * @param shown how the incident stands there, as often as we were shown it
     * @param pause how long to be quiet, if that was the last request of the allowance
     */
    record Done(List<Answer.Shown> shown, Fate fate, Optional<Duration> pause, Hold.Scope scope)
        implements Result {}

    /** It did not. */
    record Failed(Answer.Failure failure, Hold.Scope scope) implements Result {}
  }

  /** Datadog takes the same note twice, so whoever is not the first to try looks for it. */
  Uni<Result> note(Call call, Wish.Note note) {
    return call.attempt() == 1
        ? add(call, note)
        : datadog
            .findNote(call.link(), note, Instant.now())
            .flatMap(found ->
                switch (found) {
                  case Lookup.Failed<String>(var failure) ->
                      result(new Result.Failed(failure, Hold.Scope.READ));
                  case Lookup.Found<String>(var ours) ->
                      ours.isPresent()
                          ? result(done("there already", Optional.empty(), Hold.Scope.READ))
                          : add(call, note);
                });
  }

  private Uni<Result> add(Call call, Wish.Note note) {
    return datadog
        .note(call.link(), note, Instant.now())
        .map(receipt ->
            switch (receipt) {
              case Receipt.Failed(var failure) -> new Result.Failed(failure, Hold.Scope.WRITE);
              case Receipt.Taken(var pause) -> done("noted there", pause, Hold.Scope.WRITE);
            });
  }

  /** Whom people there have asked to be notified, stays. */
  Uni<Result> notify(Call call, Wish.Notify wish) {
    var wanted = wish.members().stream().map(members::handleOf).flatMap(Optional::stream).toList();
    if (wanted.isEmpty()) {
      return result(
          new Result.Failed(
              new Answer.Unavailable("nobody of them is known with an address"), Hold.Scope.READ));
    }
    return datadog
        .show(call.link(), Instant.now())
        .flatMap(answer ->
            switch (answer) {
              case Answer.Failure failure -> result(new Result.Failed(failure, Hold.Scope.READ));
              case Answer.Shown shown -> notify(call, shown, wanted);
            });
  }

  private Uni<Result> notify(Call call, Answer.Shown before, List<Handle> wanted) {
    var missing = before.incident().missing(wanted);
    if (missing.isEmpty()) {
      return result(
          new Result.Done(
              List.of(before), new Fate.Done("notified already"), before.pause(), Hold.Scope.READ));
    }
    return datadog
        .notify(call.link(), all(before.incident(), missing), Instant.now())
        .map(answer ->
            switch (answer) {
              case Answer.Failure failure -> new Result.Failed(failure, Hold.Scope.WRITE);
              case Answer.Shown after ->
                  new Result.Done(
                      List.of(before, after),
                      new Fate.Done("notified " + missing.size()),
                      after.pause(),
                      Hold.Scope.WRITE);
            });
  }

  private static List<Handle> all(DatadogIncident incident, List<Handle> missing) {
    return Stream.concat(incident.handles().stream(), missing.stream()).toList();
  }

  private static Result done(String note, Optional<Duration> pause, Hold.Scope scope) {
    return new Result.Done(List.of(), new Fate.Done(note), pause, scope);
  }

  private static Uni<Result> result(Result result) {
    return Uni.createFrom().item(result);
  }
}
