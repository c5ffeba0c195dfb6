package io.taskcall.bench.faults;

import io.taskcall.codec.EventCodec;
import io.taskcall.codec.Reading;
import io.taskcall.contracts.Event;
import io.taskcall.contracts.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads topics from their beginning, committed records only. */
final class Topics {
  private final String servers;

  Topics(Product product) {
    this.servers = product.setting("TASKCALL_KAFKA");
  }

  /** Everything said on a topic by now; the events of one key are in their order. */
  <T extends Event> List<T> all(Topic topic, Class<T> family) {
    try (var tail = tail(topic, family)) {
      return tail.fresh();
    }
  }

  /** A topic, from its beginning. */
  <T extends Event> Tail<T> tail(Topic topic, Class<T> family) {
    return new Tail<>(topic, family);
  }

  /** A topic that is read on and on. */
  final class Tail<T extends Event> implements AutoCloseable {
    private final Class<T> family;
    private final KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers", servers, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    private final List<TopicPartition> partitions;

    private Tail(Topic topic, Class<T> family) {
      this.family = family;
      this.partitions =
          consumer.partitionsFor(topic.wireName()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
    }

    /** What was said since it was last asked; the events of one key are in their order. */
    List<T> fresh() {
      var events = new ArrayList<T>();
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        for (var record : consumer.poll(Duration.ofMillis(500))) {
          if (record.value() != null) {
            events.add(understood(EventCodec.read(family, record.value())));
          }
        }
      }
      return events;
    }

    @Override
    public void close() {
      consumer.close();
    }
  }

  private static <T extends Event> T understood(Reading<T> reading) {
    return switch (reading) {
      case Reading.Understood<T>(var event) -> event;
      case Reading.Refused<T>(var reason) -> throw new IllegalStateException(reason);
    };
  }
}
