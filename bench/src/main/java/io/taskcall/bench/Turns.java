package io.taskcall.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Two doors that are posted to in turns, so that what befalls the machine befalls both. */
final class Turns {
  private static final int WARM_UP_ROUNDS_MAX = 12;

  /** It is warm when a round is not this much better than the best before. */
  private static final double BETTER = 1.03;

  private static final int ROUNDS = 4;
  private static final int SECONDS = 10;

  /** Where what is posted, over and over. */
  record Door(String url, String body) {}

  private final Results results;
  private final @Nullable Door peer;

  /**
   * @param peer whom to compare with, if there is one
   */
  Turns(Results results, @Nullable Door peer) {
    this.results = results;
    this.peer = peer;
  }

  /** Until it gets no faster: the compilers are then through with what matters. */
  static void warmUp(Door door) throws IOException, InterruptedException {
    double best = 0;
    for (int round = 1; round <= WARM_UP_ROUNDS_MAX; round++) {
      double perSecond = Wrk.post(door.url(), door.body(), SECONDS).perSecond();
      System.out.printf(Locale.ROOT, "  round %d: %,.0f/s%n", round, perSecond);
      if (perSecond < best * BETTER) {
        return;
      }
      best = Math.max(best, perSecond);
    }
  }

  /**
   * Measures and reports.
   *
   * @param what under which name
   * @param rest waits until nothing is left to do of what was accepted
   * @return how many webhooks were accepted
   */
  double measure(String what, Door own, Runnable rest, Stopwatch stopwatch)
      throws IOException, InterruptedException {
    var ours = new ArrayList<Wrk>();
    var theirs = new ArrayList<Wrk>();
    for (int round = 1; round <= ROUNDS; round++) {
      rest.run();
      stopwatch.begin();
      ours.add(Wrk.post(own.url(), own.body(), SECONDS));
      stopwatch.end();
      if (peer != null) {
        rest.run();
        theirs.add(Wrk.post(peer.url(), peer.body(), SECONDS));
      }
    }
    report(what, ours);
    if (peer != null) {
      report(what + ": Alertmanager in memory, in turns", theirs);
      results.add(
          what + ": ratio", median(ours, Wrk::perSecond) / median(theirs, Wrk::perSecond), "");
    }
    return ours.stream().mapToDouble(Wrk::accepted).sum();
  }

  /** Told when a round of our own begins and ends. */
  interface Stopwatch {
    void begin();

    void end();
  }

  private void report(String what, List<Wrk> rounds) {
    for (var round : rounds) {
      System.out.printf(Locale.ROOT, "  %s: %,.0f/s%n", what, round.perSecond());
    }
    results.add(what, median(rounds, Wrk::perSecond), "/s");
    results.add(what + ": refused", rounds.stream().mapToDouble(Wrk::refused).sum(), "");
    results.add(what + ": p99", median(rounds, Wrk::p99Millis), "ms");
    results.add(what + ": wrk's share of a processor", median(rounds, Wrk::processorShare), "");
  }

  private static double median(List<Wrk> rounds, ToDoubleFunction<Wrk> figure) {
    var sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
