package io.taskcall.codec;

import io.taskcall.contracts.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the topics with their partitions, retention and compaction; those there are left as is.
 */
public final class TopicSetup {
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

  /** Creates the topics that are not there yet and returns their names. */
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
      return created;
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
