package io.taskcall.bench.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/**
 * A part that paging stands on is killed while alerts arrive and again while pages go out: no
 * incident and no mail is lost or doubled.
 *
 * @param part what is killed, {@code oncall} or {@code postgres}
 */
public record PagerKilled(String part) implements Fault {
  private static final int AT_ONCE = 32;

  @Override
  public String name() {
    return part;
  }

  @Override
  public Result on(Product product, int alerts) throws IOException, InterruptedException {
    var result = new Result.Builder(part, part + " is killed twice in a storm");
    var deliveries = Fault.firing(part, alerts);
    var titles = deliveries.stream().map(Delivery::title).collect(Collectors.toSet());
    long begun = System.nanoTime();
    try (var storm = new Storm(product)) {
      var kills =
          CompletableFuture.supplyAsync(() -> {
            try {
              return killTwice(product, storm, alerts);
            } catch (InterruptedException e) {
              throw new CompletionException(e);
            }
          });
      storm.sendAll(deliveries.stream().map(List::of).toList(), AT_ONCE);
      result.figure("storm took", seconds(Duration.ofNanos(System.nanoTime() - begun)));
      result.figure("back after", kills.join().stream().map(PagerKilled::seconds).toList());
    }
    var pages = new Pages(product);
    pages.awaitPaged(titles);
    result.figure("all paged after", seconds(Duration.ofNanos(System.nanoTime() - begun)));
    pages.count(titles, result);
    return result.build();
  }

  /** Once in the middle of the storm, and once when it has just ended. */
  private List<Duration> killTwice(Product product, Storm storm, int alerts)
      throws InterruptedException {
    var back = new ArrayList<Duration>();
    for (int after : List.of(alerts / 3, alerts)) {
      if (!Wait.until(Duration.ofMinutes(10), () -> storm.accepted() >= after)) {
        throw new IllegalStateException("the storm came to a halt");
      }
      back.add(product.kill(part));
    }
    return back;
  }

  private static String seconds(Duration time) {
    return "%.1f s".formatted(time.toMillis() / 1000.0);
  }
}
