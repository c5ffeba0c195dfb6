package io.taskcall.bench.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Alerts that arrive at ingest's HTTP door as Datadog sends them: a 5xx is sent again. */
final class Storm implements AutoCloseable {
  /** Datadog's own patience. */
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private static final int NO_ANSWER = -1;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI door;
  private final AtomicInteger delivered = new AtomicInteger();
  private final Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();

  Storm(Product product) {
    this.door = URI.create(product.setting("TASKCALL_INTEGRATION_URL"));
  }

  /** One delivery, with how it was answered. */
  record Answered(Delivery delivery, int status) {}

  /** How many deliveries have been answered with 202. */
  int accepted() {
    return delivered.get();
  }

  /** How often each status was answered; -1 stands for no answer. */
  Map<Integer, AtomicInteger> answers() {
    return answers;
  }

  /**
   * Sends each line of deliveries in its order, {@code atOnce} lines at a time, each delivery until
   * it is accepted.
   */
  void sendAll(List<List<Delivery>> lines, int atOnce) throws InterruptedException {
    run(
        lines,
        atOnce,
        line -> {
          for (var delivery : line) {
            while (send(delivery).status() != 202) {
              Wait.pause(Duration.ofMillis(200));
            }
          }
          return line.size();
        });
  }

  /** Sends each delivery once and says how it was answered. */
  List<Answered> sendOnce(List<Delivery> deliveries, int atOnce) throws InterruptedException {
    return run(deliveries, atOnce, this::send);
  }

  private Answered send(Delivery delivery) throws InterruptedException {
    int status = post(delivery.body());
    answers.computeIfAbsent(status, key -> new AtomicInteger()).incrementAndGet();
    if (status == 202) {
      delivered.incrementAndGet();
    }
    return new Answered(delivery, status);
  }

  private int post(String body) throws InterruptedException {
    var request =
        HttpRequest.newBuilder(door)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return NO_ANSWER;
    }
  }

  private interface Work<A, B> {
    B on(A item) throws InterruptedException;
  }

  private static <A, B> List<B> run(List<A> items, int atOnce, Work<A, B> work)
      throws InterruptedException {
    var turns = new Semaphore(atOnce);
    var running = new ArrayList<Future<B>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var item : items) {
        turns.acquire();
        running.add(
            threads.submit(() -> {
              try {
                return work.on(item);
              } finally {
                turns.release();
              }
            }));
      }
      var done = new ArrayList<B>();
      for (var future : running) {
        done.add(future.get());
      }
      return done;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a delivery could not be sent", e.getCause());
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
