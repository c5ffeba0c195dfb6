package io.taskcall.bench;

import io.taskcall.contracts.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How many records a topic holds, and how many of them a group of readers has committed. */
final class Backlog implements AutoCloseable {
  private final Admin admin;
  private final String group;

  Backlog(String bootstrapServers, String group) {
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    this.group = group;
  }

  /** How many records of {@code topic} there are; in transactions, with their end marks. */
  long sent(Topic topic) throws InterruptedException, ExecutionException {
    var latest =
        IntStream.range(0, topic.partitions())
            .mapToObj(partition -> new TopicPartition(topic.wireName(), partition))
            .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
    long sum = 0;
    for (var offset : new HashMap<>(admin.listOffsets(latest).all().get()).values()) {
      sum += offset.offset();
    }
    return sum;
  }

  /** How many the group has done with. */
  long done() throws InterruptedException, ExecutionException {
    long sum = 0;
    for (var offset :
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().values()) {
      sum += offset == null ? 0 : offset.offset();
    }
    return sum;
  }

  @Override
  public void close() {
    admin.close();
  }
}
