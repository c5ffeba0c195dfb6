package io.taskcall.bench;

import io.taskcall.codec.EventRecords;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.Event;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends events in a service's name, as fast as it can. */
final class Sender implements AutoCloseable {
  private final String service;
  private final KafkaProducer<String, byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  Sender(String bootstrapServers, String service) {
    this.service = service;
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "linger.ms",
                20,
                "batch.size",
                256 * 1024,
                "buffer.memory",
                64L * 1024 * 1024,
                // Right after its start the broker may refuse a partition for a moment. With more
                // than one request under way, the ones behind it would then be out of order.
                "max.in.flight.requests.per.connection",
                1),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  void send(Event event) {
    var sent =
        producer.send(
            EventRecords.of(event, service, TraceParent.startingAt(event.id())),
            (_, e) -> {
              if (e != null) {
                failure.set(e);
              }
            });
    if (sent.isCancelled()) {
      throw new IllegalStateException("the broker took no event");
    }
  }

  /** Waits until all are stored. */
  void flush() {
    producer.flush();
    if (failure.get() != null) {
      throw new IllegalStateException("the broker refused an event", failure.get());
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
