package io.taskcall.outbox;

import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes the relay and its producer when the service starts, and ends them with it. */
final class OutboxWiring {
  @Produces
  @Singleton
  Producer<String, byte[]> producer(
      @Identifier("default-kafka-broker") Map<String, Object> broker) {
    return producerTo(broker);
  }

  /** A producer that keeps order and never gives up on a record. */
  static Producer<String, byte[]> producerTo(Map<String, Object> broker) {
    var settings = new HashMap<>(broker);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
    // While no broker answers it must not forget where partitions are: sending would wait for that,
    // and the turn's lock would not be kept meanwhile.
    settings.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 16 * 1024 * 1024);
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  void endProducer(@Disposes Producer<String, byte[]> producer) {
    producer.close(Duration.ofSeconds(2));
  }

  @Startup
  @Produces
  @Singleton
  Relay relay(Pool pool, Producer<String, byte[]> producer, OutboxConfig config) {
    var relay = new Relay(new RelayBatch(pool, producer, config.batch()), config);
    relay.start();
    return relay;
  }

  void endRelay(@Disposes Relay relay) {
    relay.close();
  }
}
