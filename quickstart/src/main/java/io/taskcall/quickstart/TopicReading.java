package io.taskcall.quickstart;

import io.taskcall.codec.EventCodec;
import io.taskcall.codec.Reading;
import io.taskcall.contracts.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Reads a topic from its beginning to where it ends now. */
final class TopicReading {
  private static final Duration POLL = Duration.ofMillis(500);

  private TopicReading() {}

  /** All events of a family that can be read. */
  static <T extends Event> List<T> all(String kafka, Class<T> family, String topic) {
    var events = new ArrayList<T>();
    try (var consumer =
        new KafkaConsumer<String, byte[]>(
            Map.of("bootstrap.servers", kafka),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (var record : consumer.poll(POLL)) {
          switch (EventCodec.read(family, record.value())) {
            case Reading.Understood<T>(T event) -> events.add(event);
            case Reading.Refused<T>(String reason) ->
                System.err.printf(
                    "%s partition %d offset %d cannot be read: %s%n",
                    topic, record.partition(), record.offset(), Harmless.text(reason));
          }
        }
      }
    }
    return events;
  }

  static Map<String, Object> writing(String kafka) {
    return Map.of(
        "bootstrap.servers",
        kafka,
        "acks",
        "all",
        "key.serializer",
        StringSerializer.class.getName(),
        "value.serializer",
        ByteArraySerializer.class.getName());
  }
}
