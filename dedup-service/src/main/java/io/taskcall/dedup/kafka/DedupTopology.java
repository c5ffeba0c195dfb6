package io.taskcall.dedup.kafka;

import io.taskcall.contracts.Topic;
import io.taskcall.dedup.domain.Dedup;
import io.taskcall.dedup.rocksdb.AlertStore;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;

/** From {@code alerts} through the rules to {@code alert-changes}. */
final class DedupTopology {
  private static final String SOURCE = "alerts-source";
  private static final String JUDGING = "judging";

  private DedupTopology() {}

  static Topology of(Dedup dedup) {
    Deserializer<byte[]> in = Serdes.ByteArray().deserializer();
    Serializer<byte[]> out = Serdes.ByteArray().serializer();
    return new Topology()
        .addSource(SOURCE, in, in, Topic.ALERTS.wireName())
        .addProcessor(JUDGING, () -> new Judging(dedup), SOURCE)
        .addStateStore(AlertStore.builder(), JUDGING)
        .addSink(Outgoing.CHANGES, Topic.ALERT_CHANGES.wireName(), out, out, JUDGING)
        .addSink(Outgoing.DEAD_LETTERS, Topic.DEAD_LETTERS.wireName(), out, out, JUDGING);
  }
}
