package io.taskcall.codec;

import io.taskcall.contracts.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates the topics with their partitions, retention and compaction; those there are left as is.
 */
public final class TopicSetup {
  private static final Duration LEADERS_TIMEOUT = Duration.ofSeconds(30);

  private TopicSetup() {}

  /**
   * Creates what is missing on the brokers of {@code KAFKA_BOOTSTRAP_SERVERS}, each partition kept
   * {@code TASKCALL_KAFKA_REPLICAS} times (1 unless set).
   */
  public static void main(String[] args) throws InterruptedException {
    var servers = System.getenv().getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "localhost:9092");
    var replicas = Short.parseShort(System.getenv().getOrDefault("TASKCALL_KAFKA_REPLICAS", "1"));
    System.out.println("created: " + createMissing(servers, replicas));
  }

  /**
   * Creates the topics that are not there yet and returns their names, once all topics can be
   * written to.
   */
  public static List<String> createMissing(String bootstrapServers, short replicas)
      throws InterruptedException {
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      var wanted = Arrays.stream(Topic.values()).map(topic -> newTopic(topic, replicas)).toList();
      var created = new ArrayList<String>();
      for (var outcome : admin.createTopics(wanted).values().entrySet()) {
        try {
          outcome.getValue().get();
          created.add(outcome.getKey());
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof TopicExistsException)) {
            throw new IllegalStateException("cannot create topic " + outcome.getKey(), e);
          }
        }
      }
      awaitLeaders(admin);
      return created;
    }
  }

  /**
   * Waits until the leader of every partition answers. Before that it refuses records, and a
   * producer's second batch may be taken before its first: the broker, which has not heard of the
   * producer yet, takes any sequence number, and then refuses the first batch until it expires.
   */
  private static void awaitLeaders(Admin admin) throws InterruptedException {
    var ends = new HashMap<TopicPartition, OffsetSpec>();
    for (var topic : Topic.values()) {
      for (int partition = 0; partition < topic.partitions(); partition++) {
        ends.put(new TopicPartition(topic.wireName(), partition), OffsetSpec.latest());
      }
    }
    long deadline = System.nanoTime() + LEADERS_TIMEOUT.toNanos();
    boolean answered = false;
    while (!answered) {
      try {
        admin.listOffsets(ends).all().get();
        answered = true;
      } catch (ExecutionException e) {
        // A broker that has not heard of the new topic yet says so at once, and is asked again.
        boolean early = e.getCause() instanceof UnknownTopicOrPartitionException;
        if (!early || System.nanoTime() > deadline) {
          throw new IllegalStateException("not every partition has a leader that answers", e);
        }
      }
    }
  }

  static NewTopic newTopic(Topic topic, short replicas) {
    var configs =
        topic
            .retention()
            .map(kept ->
                Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(kept.toMillis())))
            .orElse(Map.of("cleanup.policy", "compact"));
    return new NewTopic(topic.wireName(), topic.partitions(), replicas).configs(configs);
  }
}
