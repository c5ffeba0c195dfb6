package io.taskcall.bench.faults;

import io.taskcall.bench.BothSides;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;

/**
 * People change incidents on both sides while Datadog fails one call in three, limits their rate
 * and loses webhooks, and the service that mirrors is killed every few seconds: both sides end
 * equal, nothing crosses back, and every change is in the timeline once.
 */
public record MirrorHarmed() implements Fault {
  private static final int CHANGES = 1_000;
  private static final int CHANGES_PER_PAIR = 10;
  private static final int FAIL_EVERY = 3;
  private static final int RATE_PER_MINUTE = 300;
  private static final Duration LIFE_SHORTEST = Duration.ofSeconds(2);
  private static final Duration LIFE_LONGEST = Duration.ofSeconds(15);

  /** Longer than the longest pause between two polls. */
  private static final Duration QUIET = Duration.ofSeconds(45);

  @Override
  public String name() {
    return "sync";
  }

  @Override
  public Result on(Product product, int alerts) throws InterruptedException {
    int wanted = Math.min(alerts, CHANGES);
    var result =
        new Result.Builder(
            name(), "changes on both sides while Datadog is ill and sync is killed all the time");
    try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var sides =
          new BothSides(
              http,
              URI.create(product.setting("TASKCALL_URL")),
              product.setting("TASKCALL_TOKEN"),
              URI.create(product.setting("TASKCALL_SANDBOX_URL")));
      sides.choose(Map.of("acknowledged", "stable"));
      var people = People.begin(sides, Math.max(2, wanted / CHANGES_PER_PAIR));
      long begun = System.nanoTime();
      boolean equal = harm(product, sides, people, wanted, result);
      result.figure("changes", people.changes());
      result.figure("until both sides were equal for good", seconds(since(begun)));
      result.never("waits in vain for both sides to be equal", equal ? 0 : 1);
      count(sides, people, result);
    }
    return result.build();
  }

  private static boolean harm(
      Product product, BothSides sides, People people, int wanted, Result.Builder result)
      throws InterruptedException {
    boolean equal = true;
    try (var killing =
        new Killing(product, "datadog-sync", sides::mirrors, LIFE_SHORTEST, LIFE_LONGEST)) {
      for (int round = 0; equal && killing.goesWell() && people.changes() < wanted; round++) {
        sides.switches(
            Map.of(
                "failEvery",
                FAIL_EVERY,
                "rateLimitPerMinute",
                RATE_PER_MINUTE,
                "loseWebhooks",
                round % 2 == 0));
        equal = people.change(round);
      }
      equal = equal && people.endAll();
      result.figure("times that sync was killed", killing.stop());
    }
    sides.allWell();
    return equal && people.awaitEqual() && people.awaitNoCalls() && staysSo(people);
  }

  private static boolean staysSo(People people) throws InterruptedException {
    Wait.pause(QUIET);
    return people.areEqual() && people.noCallsWait();
  }

  private static void count(BothSides sides, People people, Result.Builder result) {
    var accounts = Mirrored.Account.NOTHING;
    for (var pair : people.pairs()) {
      var account = pair.account(sides.timeline(pair.here()), sides.here(pair.here()).title());
      accounts = accounts.plus(account);
      if (account.wrong()) {
        System.out.println("  " + pair.here() + ": " + account);
        sides.timeline(pair.here()).forEach(entry -> System.out.println("    " + entry));
      }
    }
    var calls = sides.allCalls();
    result
        .figure("calls to Datadog", calls.size())
        .figure("tries", calls.stream().mapToInt(call -> call.path("attempts").asInt()).sum())
        .figure("given in Datadog and overwritten before we looked", accounts.unseen())
        .never("changes missing in a timeline", accounts.missing())
        .never("entries of a timeline that nobody caused", accounts.surplus())
        .never("titles that crossed back here", accounts.crossedBack())
        .never(
            "titles that crossed back to Datadog",
            calls.stream()
                .filter(call -> call.path("purpose").asText().equals("title"))
                .filter(call ->
                    people.pairs().stream()
                        .filter(pair -> pair.here().equals(call.path("incidentId").asText()))
                        .anyMatch(pair -> !pair.isTitledHere(call.path("wish").asText())))
                .count())
        .never(
            "calls given up",
            calls.stream().filter(call -> call.path("status").asText().equals("parked")).count());
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private static String seconds(Duration time) {
    return "%.1f s".formatted(time.toMillis() / 1000.0);
  }
}
