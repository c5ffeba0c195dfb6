package io.taskcall.oncall;

import static org.awaitility.Awaitility.await;

import io.taskcall.codec.EventCodec;
import io.taskcall.codec.Reading;
import io.taskcall.contracts.DeadLetter;
import io.taskcall.contracts.Topic;
import io.taskcall.embedded.Infra;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What was said on the topic of dead letters. */
final class DeadLetters implements AutoCloseable {
  private final List<DeadLetter.Unread> seen = new ArrayList<>();
  private final KafkaConsumer<String, byte[]> consumer =
      new KafkaConsumer<>(
          Map.of(
              "bootstrap.servers",
              Infra.kafka(),
              "group.id",
              UUID.randomUUID().toString(),
              "auto.offset.reset",
              "earliest"),
          new StringDeserializer(),
          new ByteArrayDeserializer());

  DeadLetters() {
    consumer.subscribe(List.of(Topic.DEAD_LETTERS.wireName()));
  }

  /** Waits for the letter whose body has {@code part}. */
  DeadLetter.Unread about(String part) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> {
          read();
          return seen.stream().anyMatch(letter -> body(letter).contains(part));
        });
    return seen.stream().filter(letter -> body(letter).contains(part)).findFirst().orElseThrow();
  }

  private void read() {
    for (var record : consumer.poll(Duration.ofMillis(200))) {
      if (EventCodec.read(DeadLetter.class, record.value())
              instanceof Reading.Understood<DeadLetter>(DeadLetter letter)
          && letter instanceof DeadLetter.Unread unread) {
        seen.add(unread);
      }
    }
  }

  private static String body(DeadLetter letter) {
    return new String(letter.body(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
