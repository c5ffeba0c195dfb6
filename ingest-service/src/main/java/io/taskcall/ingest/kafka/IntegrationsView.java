package io.taskcall.ingest.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.taskcall.codec.EventCodec;
import io.taskcall.codec.EventRecords;
import io.taskcall.codec.Reading;
import io.taskcall.contracts.IntegrationEvent;
import io.taskcall.contracts.IntegrationEvent.Tool;
import io.taskcall.contracts.Topic;
import io.taskcall.ingest.domain.Access;
import io.taskcall.ingest.domain.Integrations;
import io.taskcall.ingest.domain.Journal;
import io.taskcall.ingest.domain.KeyRing;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The integrations as their topic tells them, read from its beginning at every start. Until its end
 * has been reached once, no key is called unknown.
 */
@Singleton
class IntegrationsView implements Integrations {
  private static final Logger LOG = Logger.getLogger(IntegrationsView.class);
  private static final String SERVICE = "ingest-service";
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration BRIEFLY = Duration.ofMillis(50);

  private final KeyRing keys = new KeyRing();
  private final String servers;
  private final KafkaJournal journal;
  private volatile boolean known;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable KafkaConsumer<String, byte[]> reading;

  IntegrationsView(
      @ConfigProperty(name = "kafka.bootstrap.servers") String servers, KafkaJournal journal) {
    this.servers = servers;
    this.journal = journal;
  }

  @Override
  public Access access(String key, Tool tool, Instant now) {
    return known ? keys.access(key, tool, now) : new Access.NotYetKnown();
  }

  boolean isKnown() {
    return known;
  }

  void start(@Observes StartupEvent event) {
    Thread.ofPlatform().name("integrations").daemon().start(this::follow);
  }

  void stop(@Observes ShutdownEvent event) {
    stopped.countDown();
    var consumer = reading;
    if (consumer != null) {
      consumer.wakeup();
    }
  }

  private void follow() {
    do {
      try (var consumer =
          new KafkaConsumer<>(settings(), new StringDeserializer(), new ByteArrayDeserializer())) {
        reading = consumer;
        read(consumer);
      } catch (WakeupException | InterruptException e) {
        LOG.debug("no longer following the integrations", e);
      } catch (KafkaException e) {
        LOG.warnf("cannot follow the integrations, trying again: %s", e.getMessage());
      }
    } while (!isStopped(PATIENCE));
  }

  private boolean isStopped(Duration within) {
    try {
      return stopped.await(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void read(KafkaConsumer<String, byte[]> consumer) {
    var infos = consumer.partitionsFor(Topic.INTEGRATIONS.wireName());
    if (infos == null || infos.isEmpty()) {
      throw new UnknownTopicOrPartitionException(Topic.INTEGRATIONS.wireName() + " isn't there");
    }
    var partitions =
        infos.stream().map(info -> new TopicPartition(info.topic(), info.partition())).toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    var ends = consumer.endOffsets(partitions);
    while (!isStopped(Duration.ZERO)) {
      consumer.poll(known ? PATIENCE : BRIEFLY).forEach(this::learn);
      if (!known && hasReached(consumer, partitions, ends) && journal.isReady()) {
        known = true;
        LOG.info("every integration is known; the doors are open");
      }
    }
  }

  private static boolean hasReached(
      KafkaConsumer<?, ?> consumer,
      List<TopicPartition> partitions,
      Map<TopicPartition, Long> ends) {
    return partitions.stream().allMatch(p -> consumer.position(p) >= ends.getOrDefault(p, 0L));
  }

  private void learn(ConsumerRecord<String, byte[]> record) {
    var value = record.value();
    if (value == null) {
      return; // a tombstone: the removal before it has said what there is to say
    }
    switch (EventCodec.read(IntegrationEvent.class, value)) {
      case Reading.Understood<IntegrationEvent>(var event) -> keys.learn(event);
      case Reading.Refused<IntegrationEvent>(var reason) -> refuse(record, reason);
    }
  }

  private void refuse(ConsumerRecord<String, byte[]> record, String reason) {
    LOG.warnf("passed over an integration at offset %d: %s", record.offset(), reason);
    var letter = EventRecords.deadLetter(record, SERVICE, reason, Instant.now());
    journal.store(
        List.of(letter),
        null,
        stored -> {
          if (stored instanceof Journal.Stored.NotSafely(var why)) {
            LOG.warnf("could not keep it as a dead letter either: %s", why);
          }
        });
  }

  private Map<String, Object> settings() {
    return Map.of(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
        servers,
        ConsumerConfig.CLIENT_ID_CONFIG,
        SERVICE + "-integrations",
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
        false,
        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
        false,
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        "earliest",
        ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
        500);
  }
}
