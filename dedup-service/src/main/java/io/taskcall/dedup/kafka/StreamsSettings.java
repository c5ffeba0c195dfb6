package io.taskcall.dedup.kafka;

import io.taskcall.dedup.DedupConfig;
import io.taskcall.dedup.rocksdb.BoundedMemory;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.eclipse.microprofile.config.Config;

/** How Kafka Streams is set up: exactly once, soon, and in little memory. */
final class StreamsSettings {
  private static final int KILOBYTE = 1024;

  /** What it takes to reach a broker that wants to know who calls. */
  private static final List<String> CONNECTION =
      List.of(
          "bootstrap.servers",
          "security.protocol",
          "sasl.mechanism",
          "sasl.jaas.config",
          "ssl.truststore.location",
          "ssl.truststore.password",
          "ssl.truststore.type");

  private StreamsSettings() {}

  /** The connection alone, as {@code kafka.*} has it. */
  static Properties connection(Config config) {
    var settings = new Properties();
    for (var key : CONNECTION) {
      config
          .getOptionalValue("kafka." + key, String.class)
          .ifPresent(value -> settings.setProperty(key, value));
    }
    return settings;
  }

  static Properties of(DedupConfig dedup, Properties connection) {
    var settings = new Properties();
    settings.putAll(connection);
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, dedup.applicationId());
    settings.put(StreamsConfig.STATE_DIR_CONFIG, dedup.stateDir());
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, dedup.threads());
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, dedup.commitInterval().toMillis());
    // A thread commits between polls; waiting longer for events would hold a commit up.
    settings.put(StreamsConfig.POLL_MS_CONFIG, Math.max(1, dedup.commitInterval().toMillis() / 2));
    settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedMemory.class);
    settings.put(BoundedMemory.CACHE_BYTES, dedup.stateCache().asLongValue());
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    // Little lies in wait: what outlives two young collections costs ten times as much to clear.
    settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 100);
    consumer(settings);
    producer(settings);
    return settings;
  }

  private static void consumer(Properties settings) {
    main(settings, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    main(settings, ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
    main(settings, ConsumerConfig.FETCH_MAX_BYTES_CONFIG, KILOBYTE * KILOBYTE);
    main(settings, ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 256 * KILOBYTE);
    // An instance that was killed is given up after this, and its partitions go on elsewhere.
    main(settings, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
    main(settings, ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_500);
    // One that lives and doesn't come back to the group is waited for no longer than this.
    main(settings, ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 45_000);
    // One that is stopped says so, and they go on at once.
    main(settings, "internal.leave.group.on.close", true);
  }

  private static void producer(Properties settings) {
    sending(settings, ProducerConfig.BATCH_SIZE_CONFIG, 64 * KILOBYTE);
    sending(settings, ProducerConfig.BUFFER_MEMORY_CONFIG, 16L * KILOBYTE * KILOBYTE);
    // What a killed instance left half done blocks readers until it is given up.
    sending(settings, ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000);
  }

  private static void main(Properties settings, String key, Object value) {
    settings.put(StreamsConfig.mainConsumerPrefix(key), value);
  }

  private static void sending(Properties settings, String key, Object value) {
    settings.put(StreamsConfig.producerPrefix(key), value);
  }
}
