package io.taskcall.bench.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/**
 * Something that paging stands on is harmed while alerts arrive and again while pages go out: no
 * incident and no mail is lost or doubled, and pages go on where they stopped.
 *
 * @param copiesMax how many mails may come twice under one Message-ID each time, because whoever
 *     sent them died before it could say so
 */
public record PagingHarmed(String name, String fault, Harm harm, int copiesMax) implements Fault {
  private static final int AT_ONCE = 32;
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration STANDSTILL = Duration.ofSeconds(45);

  /** As many as the service sends at once. */
  private static final int SENT_AT_ONCE = 24;

  /** The service that pages is killed. */
  public static final PagingHarmed ONCALL_KILLED =
      new PagingHarmed(
          "oncall",
          "oncall is killed twice in a storm",
          product -> product.kill("oncall"),
          SENT_AT_ONCE);

  /** Its database is killed. */
  public static final PagingHarmed POSTGRES_KILLED =
      new PagingHarmed(
          "postgres",
          "postgres is killed twice in a storm",
          product -> product.kill("postgres"),
          0);

  /** Its database keeps every connection and answers on none, for longer than a claim lasts. */
  public static final PagingHarmed POSTGRES_STALLED =
      new PagingHarmed(
          "postgres-stalled",
          "postgres stands still twice in a storm, for " + STANDSTILL.toSeconds() + " s",
          product -> product.stall("postgres", STANDSTILL),
          0);

  /** Does harm, and says how long it took until what was harmed was there again. */
  public interface Harm {
    /** Does it. */
    Duration to(Product product) throws IOException, InterruptedException;
  }

  /** One time: how many mails had arrived by then, and how long it took to go on. */
  private record Time(long mails, Duration away, Duration nextMail) {
    @Override
    public String toString() {
      return "after %,d mails, away %s, next mail %s later"
          .formatted(mails, seconds(away), seconds(nextMail));
    }
  }

  @Override
  public Result on(Product product, int alerts) throws IOException, InterruptedException {
    var result = new Result.Builder(name, fault);
    var deliveries = Fault.firing(name.replaceAll("[^a-z]", ""), alerts);
    var titles = deliveries.stream().map(Delivery::title).collect(Collectors.toSet());
    var mailbox = new Mailbox(product);
    long begun = System.nanoTime();
    List<Time> times;
    try (var storm = new Storm(product)) {
      var harmed = CompletableFuture.supplyAsync(() -> harmTwice(product, storm, mailbox, alerts));
      storm.sendAll(deliveries.stream().map(List::of).toList(), AT_ONCE);
      result.figure("storm took", seconds(since(begun)));
      times = harmed.join();
    }
    for (int i = 0; i < times.size(); i++) {
      result.figure("harm " + (i + 1), times.get(i).toString());
    }
    try (var pages = new Pages(product, titles)) {
      boolean settled = pages.awaitSettled();
      result.figure("all settled after", seconds(since(begun)));
      result.never("storms that never settled", settled ? 0 : 1);
      int copies = pages.count(result);
      result.figure("copies under the same Message-ID", copies);
      result.never(
          "copies of mails that were not being sent at that moment",
          Math.max(0, copies - copiesMax * times.size()));
    }
    return result.build();
  }

  /** Once in the middle of the storm, and once when it has just ended. */
  private List<Time> harmTwice(Product product, Storm storm, Mailbox mailbox, int alerts) {
    try {
      var times = new ArrayList<Time>();
      for (int after : List.of(alerts / 3, alerts)) {
        if (!Wait.until(LONGEST, () -> storm.accepted() >= after)) {
          throw new IllegalStateException("the storm came to a halt");
        }
        long before = mailbox.count();
        var away = harm.to(product);
        long back = System.nanoTime();
        long then = mailbox.count();
        Wait.until(LONGEST, () -> mailbox.count() > then || then >= alerts);
        times.add(new Time(before, away, since(back)));
      }
      return times;
    } catch (IOException | InterruptedException e) {
      throw new CompletionException(e);
    }
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private static String seconds(Duration time) {
    return "%.1f s".formatted(time.toMillis() / 1000.0);
  }
}
