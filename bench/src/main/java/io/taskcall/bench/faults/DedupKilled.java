package io.taskcall.bench.faults;

import io.taskcall.contracts.AlertChange;
import io.taskcall.contracts.Fingerprint;
import io.taskcall.contracts.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

/**
 * Dedup is killed while alerts fire, repeat and recover: they end as the same alerts end when
 * nobody is killed.
 */
public record DedupKilled() implements Fault {
  private static final int AT_ONCE = 32;
  private static final int EVENTS_PER_ALERT = 4;
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** What was said about an alert, repeats aside, since they are throttled by time. */
  private record Ending(int opened, int recovered, int counted) {}

  @Override
  public String name() {
    return "dedup";
  }

  @Override
  public Result on(Product product, int alerts) throws InterruptedException {
    int lines = Math.max(2, alerts / EVENTS_PER_ALERT);
    var result = new Result.Builder(name(), "dedup is killed twice while alerts stream through");
    var topics = new Topics(product);
    try (var storm = new Storm(product)) {
      storm.sendAll(stream("calm", lines), AT_ONCE);
    }
    var expected = awaitEndings(topics, "calm", lines);
    try (var storm = new Storm(product)) {
      var kills =
          CompletableFuture.supplyAsync(() -> {
            try {
              return killTwice(product, storm, lines * EVENTS_PER_ALERT);
            } catch (InterruptedException e) {
              throw new CompletionException(e);
            }
          });
      storm.sendAll(stream("killed", lines), AT_ONCE);
      result.figure("back after", kills.join().stream().map(DedupKilled::seconds).toList());
    }
    var actual = awaitEndings(topics, "killed", lines);
    return result
        .figure("events", lines * EVENTS_PER_ALERT)
        .figure("alerts", lines)
        .figure("alerts that ended, without a kill", ended(expected))
        .figure("alerts that ended, with kills", ended(actual))
        .never("alerts that nobody heard of", lines - actual.size())
        .never("openings doubled", doubled(actual))
        .never(
            "alerts that ended differently",
            IntStream.range(0, lines)
                .filter(i -> !ending(expected, i).equals(ending(actual, i)))
                .count())
        .build();
  }

  /** Every alert fires, repeats twice, and then half of them recover and half repeat again. */
  private static List<List<Delivery>> stream(String prefix, int lines) {
    return IntStream.range(0, lines)
        .mapToObj(i -> {
          var last = i % 2 == 0 ? "Recovered" : "Re-Triggered";
          var transitions = List.of("Triggered", "Re-Triggered", "Renotify", last);
          long cycle = Fault.eventId(prefix, i, 0);
          return IntStream.range(0, EVENTS_PER_ALERT)
              .mapToObj(e ->
                  Delivery.of(
                      "fault-%s-%d".formatted(prefix, i),
                      transitions.get(e),
                      cycle + e,
                      cycle,
                      Instant.now().plusMillis(e)))
              .toList();
        })
        .toList();
  }

  private static List<Duration> killTwice(Product product, Storm storm, int events)
      throws InterruptedException {
    var back = new ArrayList<Duration>();
    for (int after : List.of(events / 4, events / 2)) {
      if (!Wait.until(LONGEST, () -> storm.accepted() >= after)) {
        throw new IllegalStateException("the storm came to a halt");
      }
      back.add(product.kill("dedup"));
    }
    return back;
  }

  private static Map<Integer, Ending> awaitEndings(Topics topics, String prefix, int lines)
      throws InterruptedException {
    Wait.until(
        LONGEST,
        () -> {
          var now = endings(topics, prefix);
          return now.size() == lines && ended(now) == (lines + 1) / 2;
        });
    return endings(topics, prefix);
  }

  private static Map<Integer, Ending> endings(Topics topics, String prefix) {
    var names = new HashMap<Fingerprint, Integer>();
    var endings = new HashMap<Integer, Ending>();
    var begin = "fault-" + prefix + "-";
    for (var change : topics.all(Topic.ALERT_CHANGES, AlertChange.class)) {
      var alert = change.alert().fingerprint();
      if (change instanceof AlertChange.Opened opened
          && opened.details().title().startsWith(begin)) {
        int number = Integer.parseInt(opened.details().title().substring(begin.length()));
        names.put(alert, number);
        endings.merge(number, new Ending(1, 0, 0), DedupKilled::add);
      } else if (change instanceof AlertChange.Recovered recovered && names.containsKey(alert)) {
        endings.merge(names.get(alert), new Ending(0, 1, recovered.count()), DedupKilled::add);
      }
    }
    return endings;
  }

  private static Ending add(Ending a, Ending b) {
    return new Ending(
        a.opened() + b.opened(), a.recovered() + b.recovered(), a.counted() + b.counted());
  }

  private static Ending ending(Map<Integer, Ending> endings, int number) {
    return endings.getOrDefault(number, new Ending(0, 0, 0));
  }

  private static long ended(Map<Integer, Ending> endings) {
    return endings.values().stream().filter(ending -> ending.recovered() > 0).count();
  }

  private static long doubled(Map<Integer, Ending> endings) {
    return endings.values().stream().filter(ending -> ending.opened() > 1).count();
  }

  private static String seconds(Duration time) {
    return "%.1f s".formatted(time.toMillis() / 1000.0);
  }
}
