package io.taskcall.dedup.kafka;

import io.quarkus.runtime.Startup;
import io.taskcall.codec.EventCodec;
import io.taskcall.codec.Reading;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.MemberEvent;
import io.taskcall.contracts.Topic;
import io.taskcall.dedup.DedupConfig;
import io.taskcall.dedup.domain.Owners;
import io.taskcall.rights.Right;
import io.taskcall.rights.token.Claims;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Follows {@code members} from its beginning and knows whose API keys are whose. */
@Startup
@Singleton
final class MembersView implements Owners {
  private static final Logger LOG = Logger.getLogger(MembersView.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final Properties settings;
  private final Duration retryAfter;
  private final Map<String, MemberEvent.Saved> members = new ConcurrentHashMap<>();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread reader = new Thread(this::follow, "members-view");

  MembersView(DedupConfig config, Config everything) {
    retryAfter = config.retryAfter();
    settings = StreamsSettings.connection(everything);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, config.applicationId() + "-members");
    reader.setDaemon(true);
    reader.start();
  }

  @PreDestroy
  void stop() {
    stopping.countDown();
    try {
      reader.join(POLL.multipliedBy(4));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Optional<Owner> ownerOf(String apiKey, Instant now) {
    var hash = Ids.sha256(apiKey).getBytes(StandardCharsets.US_ASCII);
    Optional<Owner> owner = Optional.empty();
    // All are compared, so that the time it takes says nothing about which one is near.
    for (var member : members.values()) {
      for (var key : member.apiKeys()) {
        boolean same =
            MessageDigest.isEqual(hash, key.sha256().getBytes(StandardCharsets.US_ASCII));
        if (same && (key.expiresAt() == null || now.isBefore(key.expiresAt()))) {
          owner = Optional.of(new Owner(member.organizationId(), Right.of(member.role(), key)));
        }
      }
    }
    return owner;
  }

  @Override
  public Optional<Owner> ownerOf(Claims claims) {
    return Optional.ofNullable(members.get(claims.memberId().toString()))
        .filter(member -> member.organizationId().equals(claims.organizationId()))
        .map(member -> new Owner(member.organizationId(), claims.within(member.role())));
  }

  private void follow() {
    while (stopping.getCount() > 0) {
      try (var consumer = new KafkaConsumer<String, byte[]>(settings)) {
        var partition = new TopicPartition(Topic.MEMBERS.wireName(), 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        while (stopping.getCount() > 0) {
          consumer.poll(POLL).forEach(this::take);
        }
      } catch (KafkaException e) {
        LOG.warnf(e, "cannot follow members; trying again in %s", retryAfter);
        pause();
      }
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      members.remove(record.key());
      return;
    }
    switch (EventCodec.read(MemberEvent.class, record.value())) {
      case Reading.Understood<MemberEvent>(MemberEvent.Saved saved) ->
          members.put(record.key(), saved);
      case Reading.Understood<MemberEvent>(MemberEvent.Removed _) -> members.remove(record.key());
      case Reading.Refused<MemberEvent>(var reason) ->
          LOG.errorf("member %s can't be read, its keys are as before: %s", record.key(), reason);
    }
  }

  private void pause() {
    try {
      boolean ending = stopping.await(retryAfter.toMillis(), TimeUnit.MILLISECONDS);
      LOG.debugf("stopping: %s", ending);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
