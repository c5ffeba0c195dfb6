package io.taskcall.quickstart;

import io.taskcall.contracts.DeadLetter;
import io.taskcall.contracts.Topic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** {@code ./taskcall dead-letters}: shows what could not be understood, and tries it again. */
final class DeadLetters {
  private static final int TEXT_SHOWN_MAX = 160;
  private static final Set<String> OURS_TO_SEND = Set.of("content-type");

  private final Settings settings;

  private DeadLetters(Settings settings) {
    this.settings = settings;
  }

  public static void main(String[] args) {
    try {
      var settings = Settings.of(System.getenv());
      OwnLog.to(settings.logs().resolve("commands"));
      if (!Running.isRunning(settings.data())) {
        throw new StartFailed("nothing runs whose dead letters could be read; ./taskcall up first");
      }
      System.exit(new DeadLetters(settings.ofWhatRuns()).run(List.of(args)) ? 0 : 1);
    } catch (StartFailed e) {
      System.err.println("taskcall: " + e.getMessage());
      System.exit(1);
    }
  }

  private boolean run(List<String> words) {
    if (words.equals(List.of("list")) || words.isEmpty()) {
      list();
      return true;
    }
    if (words.size() == 2 && words.getFirst().equals("replay")) {
      return replay(words.get(1));
    }
    throw new StartFailed("say dead-letters list, or dead-letters replay ID");
  }

  private void list() {
    var letters = letters();
    letters.forEach(letter -> System.out.println(shown(letter)));
    System.out.printf("%d dead letters%n", letters.size());
  }

  /** A letter as people see it, on a terminal that obeys nothing of what it says. */
  static String shown(DeadLetter letter) {
    var body = new String(letter.body(), StandardCharsets.UTF_8);
    return """
    %s  %s  %s
        %s
        %s (%d bytes)\
    """
        .formatted(
            letter.id(),
            letter.at(),
            Harmless.text(origin(letter)),
            Harmless.beginning(letter.reason(), TEXT_SHOWN_MAX),
            Harmless.beginning(body, TEXT_SHOWN_MAX),
            letter.body().length);
  }

  private List<DeadLetter> letters() {
    return TopicReading.all(settings.kafka(), DeadLetter.class, Topic.DEAD_LETTERS.wireName());
  }

  private static String origin(DeadLetter letter) {
    return switch (letter) {
      case DeadLetter.Delivery delivery -> "delivered to " + delivery.path();
      case DeadLetter.Unread record ->
          "%s partition %d offset %d, refused by %s"
              .formatted(
                  record.originalTopic(), record.partition(), record.offset(), record.reader());
    };
  }

  private boolean replay(String id) {
    var wanted = uuid(id);
    var letter =
        letters().stream()
            .filter(candidate -> candidate.id().equals(wanted))
            .findFirst()
            .orElseThrow(() -> new StartFailed("there is no dead letter " + id));
    return switch (letter) {
      case DeadLetter.Delivery delivery -> deliver(delivery);
      case DeadLetter.Unread record -> publish(record);
    };
  }

  private static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw new StartFailed("a dead letter's id is a UUID, not " + id, e);
    }
  }

  /** Goes through the same door again, so that the whole judgement is made anew. */
  private boolean deliver(DeadLetter.Delivery delivery) {
    var target = new Doors(settings).keyed(delivery.integrationId(), delivery.path());
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(target))
              .timeout(Duration.ofSeconds(15))
              .POST(BodyPublishers.ofByteArray(delivery.body()));
      delivery
          .headers()
          .forEach((name, value) -> {
            if (OURS_TO_SEND.contains(name)) {
              request.header(name, value);
            }
          });
      var answer = http.send(request.build(), BodyHandlers.ofString());
      System.out.println(answer.statusCode() + " " + Harmless.text(answer.body()));
      return answer.statusCode() == 202;
    } catch (IOException e) {
      throw new StartFailed("it cannot be delivered again: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean publish(DeadLetter.Unread letter) {
    try (var producer = new KafkaProducer<String, byte[]>(TopicReading.writing(settings.kafka()))) {
      var record =
          new ProducerRecord<>(letter.originalTopic(), letter.originalKey(), letter.body());
      letter
          .headers()
          .forEach(
              (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
      producer.send(record).get();
      System.out.println("published to " + Harmless.text(letter.originalTopic()) + " again");
      return true;
    } catch (ExecutionException e) {
      throw new StartFailed("it cannot be published again: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
