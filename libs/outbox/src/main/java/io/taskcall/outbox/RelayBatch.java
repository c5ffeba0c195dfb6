package io.taskcall.outbox;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jboss.logging.Logger;

/**
 * One turn of the relay: takes the oldest events, publishes them, waits until the broker has them,
 * deletes them. A crash in between publishes them again; readers know them by their ids.
 *
 * <p>A lock of the database, held for the turn, keeps the relays of other replicas out, so that
 * none overtakes another. The producer never gives up on a record, so that a later one of the same
 * key cannot overtake it either.
 */
final class RelayBatch {
  private static final Logger LOG = Logger.getLogger(RelayBatch.class);

  /** Any number will do, as long as nobody else in the database takes the same. */
  private static final long LOCK = 0x6f7574626f78L;

  private static final String TRY_LOCK = "select pg_try_advisory_xact_lock($1)";
  private static final String OLDEST =
      "select seq, topic, key, value, headers from outbox order by seq limit $1";
  private static final String DELETE = "delete from outbox where seq = any($1)";

  /** How long the database may take for one statement. */
  private static final Duration ANSWER_MAX = Duration.ofSeconds(5);

  /** How long a turn that waits for the broker says nothing to the database. */
  private static final Duration SILENCE_MAX = Duration.ofSeconds(1);

  private final Pool pool;
  private final Producer<String, byte[]> producer;
  private final int size;

  RelayBatch(Pool pool, Producer<String, byte[]> producer, int size) {
    this.pool = pool;
    this.producer = producer;
    this.size = size;
  }

  /** Publishes a batch; true if more may be waiting. */
  boolean publish() throws ExecutionException, InterruptedException {
    var connection = connection();
    try {
      var transaction = await(connection.begin());
      int published = publish(connection, transaction);
      return published == size;
    } finally {
      connection.close();
    }
  }

  /** One that comes too late goes back to the pool, which would be empty soon otherwise. */
  private SqlConnection connection() throws ExecutionException, InterruptedException {
    var opening = pool.getConnection();
    try {
      return await(opening);
    } catch (ExecutionException | InterruptedException e) {
      var _ = opening.onSuccess(SqlConnection::close);
      throw e;
    }
  }

  private int publish(SqlConnection connection, Transaction transaction)
      throws ExecutionException, InterruptedException {
    var locked = await(connection.preparedQuery(TRY_LOCK).execute(Tuple.of(LOCK)));
    if (!locked.iterator().next().getBoolean(0)) {
      await(transaction.rollback());
      return 0;
    }
    var acks = new ArrayList<java.util.concurrent.Future<RecordMetadata>>();
    var seqs = new ArrayList<Long>();
    for (var row : await(connection.preparedQuery(OLDEST).execute(Tuple.of(size)))) {
      acks.add(producer.send(record(row)));
      seqs.add(row.getLong("seq"));
    }
    awaitAll(acks, connection);
    if (!seqs.isEmpty()) {
      var deleted = seqs.toArray(Long[]::new);
      await(connection.preparedQuery(DELETE).execute(Tuple.of(deleted)));
    }
    await(transaction.commit());
    return seqs.size();
  }

  /** The lock lives as long as its connection, and a connection may be hung up on for silence. */
  private static void awaitAll(
      List<java.util.concurrent.Future<RecordMetadata>> acks, SqlConnection connection)
      throws ExecutionException, InterruptedException {
    for (var ack : acks) {
      while (ack.state() == java.util.concurrent.Future.State.RUNNING) {
        try {
          ack.get(SILENCE_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException waiting) {
          var _ =
              connection
                  .query("select 1")
                  .execute()
                  .onFailure(gone -> LOG.debug("the turn has lost its connection", gone));
        }
      }
      ack.get();
    }
  }

  private static ProducerRecord<String, byte[]> record(Row row) {
    var headers = new RecordHeaders();
    for (var header : row.get(JsonObject.class, "headers")) {
      headers.add(
          header.getKey(), String.valueOf(header.getValue()).getBytes(StandardCharsets.UTF_8));
    }
    return new ProducerRecord<>(
        row.getString("topic"),
        null,
        row.getString("key"),
        row.getBuffer("value").getBytes(),
        headers);
  }

  /** Bounded, since a database that dies in the middle of a handshake leaves its caller waiting. */
  private static <T> T await(Future<T> future) throws ExecutionException, InterruptedException {
    return future
        .timeout(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS)
        .toCompletionStage()
        .toCompletableFuture()
        .get();
  }
}
