package io.taskcall.sync.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long we wait before a call is tried again, and when it is given up.
 *
 * @param first the wait after the first try; doubled with each further one
 * @param longest no wait is longer
 * @param giveUpAfter for how long after it was first due a call is tried
 * @param disconnected how long an integration is left alone when Datadog does not let us in
 */
public record Patience(
    Duration first, Duration longest, Duration giveUpAfter, Duration disconnected) {
  private static final int DOUBLINGS_MAX = 20;

  public Patience {
    if (!first.isPositive() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "waits must be positive and may not shrink, were " + first + " and " + longest);
    }
    if (!giveUpAfter.isPositive() || !disconnected.isPositive()) {
      throw new IllegalArgumentException("giveUpAfter and disconnected must be positive");
    }
  }

  /**
   * What a try that showed us nothing means for the call, and for its integration's others.
   *
   * @param scope which of them share the allowance that was asked of
   */
  public Verdict judge(Call call, Answer.Failure failure, Hold.Scope scope, Instant now) {
    return switch (failure) {
      case Answer.Barred barred -> {
        var hold = hold(barred, scope, now);
        yield new Verdict(new Fate.Again(hold.until(), hold.reason()), Optional.of(hold));
      }
      case Answer.Refused refused ->
          new Verdict(
              new Fate.Parked(refused.status() + ": " + refused.reason()), Optional.empty());
      case Answer.Unavailable unavailable ->
          new Verdict(again(call, unavailable.reason(), now), Optional.empty());
    };
  }

  /**
   * What a try at an errand means that showed us nothing. Who may not do that may do other things,
   * so nobody but calls of its kind waits for it.
   *
   * @param scope its kind
   */
  public Verdict judgeErrand(Call call, Answer.Failure failure, Hold.Scope scope, Instant now) {
    return switch (failure) {
      case Answer.Barred barred -> {
        var hold = hold(barred, scope, now);
        var apart = new Hold(hold.until(), hold.reason(), scope);
        var fate =
            isOver(call, now)
                ? givenUp(hold.reason())
                : new Fate.Again(hold.until(), hold.reason());
        yield new Verdict(fate, Optional.of(apart));
      }
      case Answer.Refused _, Answer.Unavailable _ -> judge(call, failure, scope, now);
    };
  }

  /** For how long the integration's others must wait. */
  public Hold hold(Answer.Barred barred, Hold.Scope scope, Instant now) {
    return switch (barred) {
      case Answer.Throttled throttled ->
          new Hold(now.plus(throttled.pause()), "rate limited", scope);
      case Answer.Unauthorized no ->
          new Hold(now.plus(disconnected), "disconnected: " + no.reason(), Hold.Scope.ALL);
    };
  }

  private Fate again(Call call, String reason, Instant now) {
    return isOver(call, now)
        ? givenUp(reason)
        : new Fate.Again(now.plus(waitAfter(call.attempt())), reason);
  }

  private boolean isOver(Call call, Instant now) {
    return !now.isBefore(call.firstDue().plus(giveUpAfter));
  }

  private Fate givenUp(String reason) {
    return new Fate.Parked("given up after " + giveUpAfter + ": " + reason);
  }

  private Duration waitAfter(int attempt) {
    var doubled = first.multipliedBy(1L << Math.min(attempt - 1, DOUBLINGS_MAX));
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }

  /**
   * What a try came to.
   *
   * @param hold why all of the integration's calls must wait, if they must
   */
  public record Verdict(Fate fate, Optional<Hold> hold) {}
}
