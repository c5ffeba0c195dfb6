package io.taskcall.bench.faults;

import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/**
 * The broker is killed under load: whatever was accepted must be there, and what could not be
 * stored must have been refused with 503.
 */
public record BrokerKilled() implements Fault {
  private static final int AT_ONCE = 16;
  private static final Duration UNDER_WAY = Duration.ofSeconds(2);

  @Override
  public String name() {
    return "broker";
  }

  @Override
  public Result on(Product product, int alerts) throws InterruptedException {
    var result = new Result.Builder(name(), "the broker is killed and started again under load");
    List<Storm.Answered> answered;
    try (var storm = new Storm(product)) {
      var killed =
          CompletableFuture.supplyAsync(() -> {
            try {
              Wait.pause(UNDER_WAY);
              return product.kill("kafka");
            } catch (InterruptedException e) {
              throw new CompletionException(e);
            }
          });
      answered = new ArrayList<>();
      int round = 0;
      while (!killed.isDone() || storm.accepted() < alerts) {
        answered.addAll(storm.sendOnce(Fault.firing("broker" + letter(round), 500), AT_ONCE));
        round++;
      }
      result.figure("broker away for", seconds(killed.join()));
      result.figure("answers", storm.answers().toString());
    }
    var stored =
        new Topics(product)
            .all(Topic.ALERTS, AlertEvent.class).stream()
                .map(event -> event.details().title())
                .collect(Collectors.toSet());
    var accepted = answered.stream().filter(answer -> answer.status() == 202).toList();
    return result
        .figure("sent", answered.size())
        .figure("accepted with 202", accepted.size())
        .figure("refused with 503", count(answered, 503))
        .never(
            "accepted and lost",
            accepted.stream().filter(answer -> !stored.contains(answer.delivery().title())).count())
        .never("neither 202 nor 503", answered.size() - count(answered, 202) - count(answered, 503))
        .build();
  }

  private static long count(List<Storm.Answered> answered, int status) {
    return answered.stream().filter(answer -> answer.status() == status).count();
  }

  /** Titles hold letters, then a number. */
  private static String letter(int round) {
    return Integer.toString(round)
        .chars()
        .mapToObj(digit -> String.valueOf((char) ('a' + digit - '0')))
        .collect(Collectors.joining());
  }

  private static String seconds(Duration time) {
    return "%.1f s".formatted(time.toMillis() / 1000.0);
  }
}
