package io.taskcall.dedup.rocksdb;

import io.taskcall.contracts.Fingerprint;
import io.taskcall.dedup.domain.AlertState;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The alerts of one partition, and which of them is to be looked at when. Both live in one store:
 * {@code a}, fingerprint → state; {@code d}, time, fingerprint → nothing. So what is due is found
 * by reading from the front, however many alerts are open.
 *
 * <p>An alert has one entry in the second part. When its time moves back, which is what happens
 * each time it fires, the entry stays and is put right when it comes up; only an earlier time
 * replaces it. That way an event costs one read and one write.
 */
public final class AlertStore {
  /** The store's name, within the service and in the name of its changelog. */
  public static final String NAME = "alerts";

  private static final byte STATE = 'a';
  private static final byte DUE = 'd';
  private static final int FINGERPRINT_BYTES = 32;
  private static final String FINGERPRINT_PREFIX = "v1:";
  private static final byte[] NOTHING = new byte[0];

  private final KeyValueStore<Bytes, byte[]> store;

  /** Nothing is due before this, since all that was has been taken out. */
  private Instant front = Instant.EPOCH;

  public AlertStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  /** How Kafka Streams is to build the store: on disk, with a changelog. */
  public static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(NAME), Serdes.Bytes(), Serdes.ByteArray())
        .withCachingDisabled()
        .withLoggingEnabled(
            Map.of("cleanup.policy", "compact", "min.cleanable.dirty.ratio", "0.3"));
  }

  /** What {@code store} remembers of one alert. */
  public static Optional<AlertState> find(
      ReadOnlyKeyValueStore<Bytes, byte[]> store, Fingerprint alert) {
    return read(store, alert).map(StateCodec.Stored::state);
  }

  /** What is remembered of one alert, ready to be replaced. */
  public Slot slot(Fingerprint alert) {
    return new Slot(alert, read(store, alert));
  }

  /** The first {@code max} alerts that are to be looked at by {@code now}. */
  public List<Slot> due(Instant now, int max) {
    var alerts = new ArrayList<Fingerprint>();
    try (var entries = store.range(dueFrom(front), dueFrom(now.plusMillis(1)))) {
      while (entries.hasNext() && alerts.size() < max) {
        var key = entries.next().key.get();
        var time = Instant.ofEpochMilli(ByteBuffer.wrap(key).getLong(1));
        front = time;
        alerts.add(fingerprint(key, 1 + Long.BYTES));
      }
    }
    return alerts.stream().map(this::slot).toList();
  }

  private static Optional<StateCodec.Stored> read(
      ReadOnlyKeyValueStore<Bytes, byte[]> store, Fingerprint alert) {
    var value = store.get(stateKey(alert));
    return value == null ? Optional.empty() : Optional.of(StateCodec.read(alert, value));
  }

  /** As deleting does, without reading first what was there. */
  @SuppressWarnings("NullAway") // a null is how Kafka Streams writes that nothing is there
  private void remove(Bytes key) {
    store.put(key, null);
  }

  private static Bytes stateKey(Fingerprint alert) {
    var key = ByteBuffer.allocate(1 + FINGERPRINT_BYTES).put(STATE);
    return Bytes.wrap(key.put(raw(alert)).array());
  }

  private static Bytes dueKey(Instant time, Fingerprint alert) {
    var key = ByteBuffer.allocate(1 + Long.BYTES + FINGERPRINT_BYTES).put(DUE);
    return Bytes.wrap(key.putLong(time.toEpochMilli()).put(raw(alert)).array());
  }

  private static Bytes dueFrom(Instant time) {
    return Bytes.wrap(
        ByteBuffer.allocate(1 + Long.BYTES).put(DUE).putLong(time.toEpochMilli()).array());
  }

  private static byte[] raw(Fingerprint alert) {
    return HexFormat.of().parseHex(alert.value(), FINGERPRINT_PREFIX.length(), 67);
  }

  private static Fingerprint fingerprint(byte[] key, int from) {
    return new Fingerprint(
        FINGERPRINT_PREFIX + HexFormat.of().formatHex(key, from, from + FINGERPRINT_BYTES));
  }

  /** One alert's place in the store. */
  public final class Slot {
    private final Fingerprint alert;
    private final Optional<StateCodec.Stored> stored;

    private Slot(Fingerprint alert, Optional<StateCodec.Stored> stored) {
      this.alert = alert;
      this.stored = stored;
    }

    /** What is remembered. */
    public Optional<AlertState> state() {
      return stored.map(StateCodec.Stored::state);
    }

    /** Remembers {@code next}, to be looked at by {@code due} at the latest. */
    public void keep(AlertState next, Instant due) {
      var scheduled = stored.map(StateCodec.Stored::scheduled).orElse(Instant.MAX);
      schedule(next, scheduled.isAfter(due) ? due : scheduled);
    }

    /** Remembers {@code next}, to be looked at again by {@code due} and not before. */
    public void looked(AlertState next, Instant due) {
      schedule(next, due);
    }

    /** Forgets the alert. */
    public void forget() {
      stored.ifPresent(was -> {
        remove(dueKey(was.scheduled(), alert));
        remove(stateKey(alert));
      });
    }

    private void schedule(AlertState next, Instant wanted) {
      var time = (wanted.isBefore(front) ? front : wanted).truncatedTo(ChronoUnit.MILLIS);
      var was = stored.map(StateCodec.Stored::scheduled);
      if (was.isEmpty() || !was.get().equals(time)) {
        was.ifPresent(old -> remove(dueKey(old, alert)));
        store.put(dueKey(time, alert), NOTHING);
      }
      store.put(stateKey(alert), StateCodec.write(next, time));
    }
  }
}
