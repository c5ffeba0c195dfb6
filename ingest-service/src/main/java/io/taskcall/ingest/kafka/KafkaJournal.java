package io.taskcall.ingest.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.taskcall.codec.EventRecords;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.Event;
import io.taskcall.contracts.Topic;
import io.taskcall.ingest.IngestConfig;
import io.taskcall.ingest.domain.Journal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Kafka, with every in-sync replica's word for it.
 *
 * <p>Kafka's producer may wait in {@code send} for metadata or for memory. Here it never does: both
 * topics' metadata are fetched before the first request is taken and then kept for good, and a full
 * buffer fails at once.
 */
@Singleton
class KafkaJournal implements Journal {
  private static final String SERVICE = "ingest-service";
  private static final Stored SAFELY = new Stored.Safely();

  private final KafkaProducer<String, byte[]> producer;

  KafkaJournal(
      IngestConfig config, @ConfigProperty(name = "kafka.bootstrap.servers") String servers) {
    producer =
        new KafkaProducer<>(
            settings(config, servers), new StringSerializer(), new ByteArraySerializer());
  }

  @Override
  public void store(List<? extends Event> events, @Nullable String trace, Consumer<Stored> then) {
    if (events.isEmpty()) {
      then.accept(SAFELY);
      return;
    }
    var sender = TraceParent.of(trace);
    var pending = new Pending(events.size(), then);
    for (var event : events) {
      var span =
          sender
              .map(parent -> parent.then(event.id()))
              .orElseGet(() -> TraceParent.startingAt(event.id()));
      try {
        var _ = producer.send(EventRecords.of(event, SERVICE, span), pending);
      } catch (KafkaException | IllegalArgumentException | IllegalStateException e) {
        pending.failed(e);
      }
    }
  }

  /** True once records can be sent without waiting. Asks Kafka in the background if not. */
  boolean isReady() {
    try {
      return !producer.partitionsFor(Topic.ALERTS.wireName()).isEmpty()
          && !producer.partitionsFor(Topic.DEAD_LETTERS.wireName()).isEmpty();
    } catch (KafkaException e) {
      return false; // the producer goes on asking, and so does our caller
    }
  }

  void close(@Observes ShutdownEvent event) {
    producer.close(Duration.ofSeconds(10));
  }

  private static Map<String, Object> settings(IngestConfig config, String servers) {
    int storedWithin = (int) config.storedWithin().toMillis();
    int linger = (int) config.producer().linger().toMillis();
    return Map.ofEntries(
        Map.entry(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers),
        Map.entry(ProducerConfig.CLIENT_ID_CONFIG, SERVICE),
        Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
        Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
        Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, storedWithin),
        Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (storedWithin - linger) / 2),
        Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0),
        Map.entry(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(3650).toMillis()),
        Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500),
        Map.entry(ProducerConfig.LINGER_MS_CONFIG, linger),
        Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, config.producer().batchBytes()),
        Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, config.producer().bufferBytes()));
  }

  /** Counts down the records of one request. */
  private static final class Pending implements Callback {
    private final AtomicInteger left;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Consumer<Stored> then;

    Pending(int records, Consumer<Stored> then) {
      this.left = new AtomicInteger(records);
      this.then = then;
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
      if (exception == null) {
        countDown();
      } else {
        failed(exception);
      }
    }

    void failed(Exception exception) {
      failure.compareAndSet(null, exception);
      countDown();
    }

    private void countDown() {
      if (left.decrementAndGet() == 0) {
        var failed = failure.get();
        then.accept(failed == null ? SAFELY : new Stored.NotSafely(failed.toString()));
      }
    }
  }
}
