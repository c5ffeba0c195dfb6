package io.taskcall.dedup.kafka;

import io.quarkus.runtime.Startup;
import io.taskcall.contracts.Fingerprint;
import io.taskcall.contracts.Topic;
import io.taskcall.dedup.DedupConfig;
import io.taskcall.dedup.domain.Alerts;
import io.taskcall.dedup.domain.Dedup;
import io.taskcall.dedup.domain.Progress;
import io.taskcall.dedup.rocksdb.AlertStore;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * Keeps the topology running from the service's start to its end, whatever becomes of the broker.
 */
@Startup
@Singleton
final class RunningStreams implements Alerts, Progress {
  private static final Logger LOG = Logger.getLogger(RunningStreams.class);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

  private final KafkaStreams streams;
  private final Duration retryAfter;
  private final CountDownLatch stopping = new CountDownLatch(1);

  RunningStreams(Dedup dedup, DedupConfig config, Config everything) {
    retryAfter = config.retryAfter();
    streams =
        new KafkaStreams(
            DedupTopology.of(dedup),
            StreamsSettings.of(config, StreamsSettings.connection(everything)));
    streams.setUncaughtExceptionHandler(this::onFailure);
    streams.setStateListener(
        (now, before) -> LOG.infof("Kafka Streams is %s, was %s", now, before));
    streams.start();
  }

  @PreDestroy
  void stop() {
    stopping.countDown();
    streams.close(STOP_TIMEOUT);
  }

  @Override
  public Lookup find(Fingerprint alert) {
    try {
      ReadOnlyKeyValueStore<Bytes, byte[]> store =
          streams.store(
              StoreQueryParameters.fromNameAndType(
                  AlertStore.NAME, QueryableStoreTypes.keyValueStore()));
      return AlertStore.find(store, alert)
          .<Lookup>map(Lookup.Found::new)
          .orElseGet(Lookup.Unknown::new);
    } catch (InvalidStateStoreException e) {
      LOG.debugf(e, "asked for %s while the store can't be read", alert);
      return new Lookup.Restoring();
    }
  }

  @Override
  public Report report() {
    var partitions = new ArrayList<PartitionLag>();
    for (var thread : streams.metadataForLocalThreads()) {
      for (var task : thread.activeTasks()) {
        var committed = task.committedOffsets();
        task.endOffsets()
            .forEach((partition, end) -> {
              if (partition.topic().equals(Topic.ALERTS.wireName())) {
                long next = Math.max(0, committed.getOrDefault(partition, 0L));
                partitions.add(new PartitionLag(partition.partition(), next, end));
              }
            });
      }
    }
    partitions.sort(Comparator.comparingInt(PartitionLag::partition));
    var state = streams.state();
    boolean working = state == KafkaStreams.State.RUNNING && connected();
    return new Report(working, state.name(), partitions);
  }

  /** Streams keep running while their broker is away; only their connections tell. */
  private boolean connected() {
    return streams.metrics().values().stream()
        .filter(metric ->
            metric.metricName().name().equals("connection-count")
                && metric.metricName().group().equals("consumer-metrics"))
        .anyMatch(metric -> metric.metricValue() instanceof Double count && count > 0);
  }

  /**
   * Nothing that goes wrong with one thread ends the service: another takes over, after a while.
   */
  private StreamThreadExceptionResponse onFailure(Throwable failure) {
    LOG.errorf(failure, "a stream thread failed; another starts in %s", retryAfter);
    try {
      boolean ending = stopping.await(retryAfter.toMillis(), TimeUnit.MILLISECONDS);
      LOG.debugf("stopping: %s", ending);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }
}
