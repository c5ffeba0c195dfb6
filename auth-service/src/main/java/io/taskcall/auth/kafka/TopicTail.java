package io.taskcall.auth.kafka;

import io.smallrye.common.annotation.Identifier;
import io.taskcall.contracts.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what compacted topics say now, from their beginning to their end. */
@ApplicationScoped
class TopicTail {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, Object> broker;

  TopicTail(@Identifier("default-kafka-broker") Map<String, Object> broker) {
    this.broker = broker;
  }

  /** The id of the last event of each key. Blocks until the end is reached. */
  Map<String, UUID> lastIds(List<Topic> topics) {
    var settings = new HashMap<>(broker);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    var last = new HashMap<String, UUID>();
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          topics.stream()
              .flatMap(topic -> consumer.partitionsFor(topic.wireName()).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      var ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(POLL).forEach(record -> note(record, last));
      }
    }
    return last;
  }

  private static void note(ConsumerRecord<String, byte[]> record, Map<String, UUID> last) {
    var id = record.headers().lastHeader("ce_id");
    if (record.value() == null || id == null) {
      last.remove(record.key());
    } else {
      last.put(record.key(), UUID.fromString(new String(id.value(), StandardCharsets.US_ASCII)));
    }
  }
}
