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
    var events = new ArrayList<T>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers", servers, "isolation.level", "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(topic.wireName()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        for (var record : consumer.poll(Duration.ofMillis(500))) {
          if (record.value() != null) {
            events.add(understood(EventCodec.read(family, record.value())));
          }
        }
      }
    }
    return events;
  }

  private static <T extends Event> T understood(Reading<T> reading) {
    return switch (reading) {
      case Reading.Understood<T>(var event) -> event;
      case Reading.Refused<T>(var reason) -> throw new IllegalStateException(reason);
    };
  }
}
