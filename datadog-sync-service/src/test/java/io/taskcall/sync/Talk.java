package io.taskcall.sync;

import io.taskcall.codec.EventCodec;
import io.taskcall.codec.EventRecords;
import io.taskcall.codec.Reading;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.Event;
import io.taskcall.contracts.Topic;
import io.taskcall.embedded.Infra;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Says events on Kafka, and reads what was said. */
public final class Talk implements AutoCloseable {
  private final KafkaProducer<String, byte[]> producer =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", Infra.kafka()),
          new StringSerializer(),
          new ByteArraySerializer());

  void say(Event event) throws ExecutionException, InterruptedException {
    producer.send(EventRecords.of(event, "test", TraceParent.startingAt(event.id()))).get();
  }

  @Override
  public void close() {
    producer.close();
  }

  /** All that has been said on a topic, each partition's in order. */
  public static <T extends Event> List<T> said(Topic topic, Class<T> family) {
    var found = new ArrayList<T>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", Infra.kafka()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(topic.wireName()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          if (EventCodec.read(family, record.value()) instanceof Reading.Understood<T>(T event)) {
            found.add(event);
          }
        }
      }
    }
    return found;
  }
}
