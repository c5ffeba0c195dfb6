package io.taskcall.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.Topic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfraTest {
  @Test
  void broker_has_every_topic_with_its_partitions() throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", Infra.kafka()))) {
      var names = Arrays.stream(Topic.values()).map(Topic::wireName).toList();
      var described = admin.describeTopics(names).allTopicNames().get();
      for (var topic : Topic.values()) {
        assertThat(described.get(topic.wireName()).partitions()).hasSize(topic.partitions());
      }
    }
  }

  @Test
  void killed_broker_keeps_what_it_acknowledged(@TempDir Path directory) throws Exception {
    try (var kafka = LocalKafka.start(directory, 0)) {
      try (var producer = producer(kafka)) {
        var sent = producer.send(new ProducerRecord<>(Topic.SERVICES.wireName(), "k", "v")).get();
        assertThat(sent.offset()).isZero();
      }
      kafka.kill();
      kafka.restart();
      try (var producer = producer(kafka)) {
        var sent = producer.send(new ProducerRecord<>(Topic.SERVICES.wireName(), "k", "v")).get();
        assertThat(sent.offset()).isEqualTo(1);
      }
    }
  }

  @Test
  void first_records_after_a_fresh_start_are_all_taken(@TempDir Path directory) throws Exception {
    try (var kafka = LocalKafka.start(directory, 0);
        var producer = producer(kafka)) {
      var sent = new ArrayList<Future<RecordMetadata>>();
      for (int n = 0; n < 5_000; n++) {
        var record = new ProducerRecord<>(Topic.ALERTS.wireName(), "key-" + n, "x".repeat(500));
        sent.add(producer.send(record));
      }
      for (var one : sent) {
        assertThat(one.get(30, TimeUnit.SECONDS).hasOffset()).isTrue();
      }
    }
  }

  private static KafkaProducer<String, String> producer(LocalKafka kafka) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
        new StringSerializer(),
        new StringSerializer());
  }
}
