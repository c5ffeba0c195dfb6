package io.taskcall.dedup.kafka;

import io.taskcall.codec.EventCodec;
import io.taskcall.codec.EventRecords;
import io.taskcall.codec.Reading;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.AlertChange;
import io.taskcall.contracts.Event;
import io.taskcall.contracts.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Speaks to the service through the broker, as its neighbours do. */
public final class BrokerClient implements AutoCloseable {
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<Future<?>> sent = new ArrayList<>();
  private final List<AlertChange> heard = new ArrayList<>();

  public BrokerClient(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 5),
            new StringSerializer(),
            new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "group.id",
                "test-" + UUID.randomUUID(),
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(List.of(Topic.ALERT_CHANGES.wireName()));
  }

  public void send(Event event) {
    var record = EventRecords.of(event, "test", TraceParent.startingAt(event.id()));
    sent.add(producer.send(record));
  }

  public void flush() {
    producer.flush();
    for (var one : sent) {
      try {
        one.get();
      } catch (ExecutionException | InterruptedException e) {
        throw new AssertionError("could not send", e);
      }
    }
    sent.clear();
  }

  /** All changes told so far. */
  public List<AlertChange> heard() {
    for (var record : consumer.poll(Duration.ofMillis(100))) {
      switch (EventCodec.read(AlertChange.class, record.value())) {
        case Reading.Understood<AlertChange>(var change) -> heard.add(change);
        case Reading.Refused<AlertChange>(var reason) -> throw new AssertionError(reason);
      }
    }
    return List.copyOf(heard);
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    consumer.close();
  }
}
