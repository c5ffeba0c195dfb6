package io.taskcall.ingest;

import io.taskcall.codec.EventCodec;
import io.taskcall.codec.EventRecords;
import io.taskcall.codec.Reading;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.Event;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IntegrationEvent;
import io.taskcall.contracts.IntegrationEvent.State;
import io.taskcall.contracts.IntegrationEvent.Tool;
import io.taskcall.contracts.Topic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Stands outside a running ingest service: makes integrations, rings, and looks into the topics.
 */
public final class Doorbell implements AutoCloseable {
  public static final UUID ORGANIZATION = Ids.derive("organization", "test");
  public static final UUID SERVICE = Ids.derive("service", ORGANIZATION, "checkout");

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI url;
  private final String kafka;
  private final KafkaProducer<String, byte[]> producer;

  public Doorbell(URI url, String kafka) {
    this.url = url;
    this.kafka = kafka;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka, "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** An integration as auth would publish it. */
  public static IntegrationEvent saved(String name, Tool tool, State state, String... keys) {
    return new IntegrationEvent.Saved(
        UUID.randomUUID(),
        Instant.now(),
        Ids.derive("integration", ORGANIZATION, name),
        ORGANIZATION,
        SERVICE,
        name,
        tool,
        state,
        Arrays.stream(keys).map(key -> new IntegrationEvent.Key(Ids.sha256(key), null)).toList(),
        null);
  }

  /** A key that no other test has. */
  public static String newKey() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  public void publish(Event event) {
    publish(EventRecords.of(event, "auth-service", TraceParent.startingAt(event.id())));
  }

  private void publish(ProducerRecord<String, byte[]> record) {
    try {
      producer.send(record).get();
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Posts and returns the answer. */
  public HttpResponse<String> post(String path, String body, String... headers) {
    return post(path, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  public HttpResponse<String> post(String path, byte[] body, String... headers) {
    var request =
        HttpRequest.newBuilder(url.resolve(path))
            .timeout(Duration.ofSeconds(20))
            .POST(BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(url.resolve(path)).build());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Everything in a topic, partition by partition. */
  public List<ConsumerRecord<String, byte[]>> records(Topic topic) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", kafka, "enable.auto.commit", false),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(topic.wireName()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      var records = new ArrayList<ConsumerRecord<String, byte[]>>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }

  /** The events in a topic, in the order of their partitions. */
  public <T extends Event> List<T> events(Topic topic, Class<T> family) {
    return records(topic).stream()
        .map(record -> ((Reading.Understood<T>) EventCodec.read(family, record.value())).event())
        .toList();
  }

  @Override
  public void close() {
    http.close();
    producer.close();
  }
}
