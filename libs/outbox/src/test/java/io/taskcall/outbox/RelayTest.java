package io.taskcall.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.taskcall.contracts.Topic;
import io.taskcall.embedded.LocalKafka;
import io.taskcall.embedded.LocalPostgres;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayTest {
  private static final OutboxConfig QUICK =
      new OutboxConfig() {
        @Override
        public Duration poll() {
          return Duration.ofMillis(100);
        }

        @Override
        public int batch() {
          return 50;
        }
      };

  private static final int CONNECTIONS = 4;
  private static final Duration SILENCE_MAX = Duration.ofSeconds(5);

  private static LocalKafka kafka;
  private static LocalPostgres postgres;
  private static final Vertx VERTX = Vertx.vertx();

  private final List<AutoCloseable> open = new ArrayList<>();
  private final String key = "key-" + System.nanoTime();
  private Pool pool;

  @BeforeAll
  static void start(@TempDir Path directory) {
    kafka = LocalKafka.start(directory.resolve("kafka"), 0);
    postgres = LocalPostgres.start(directory.resolve("postgres"), 0);
    postgres.createDatabase("outbox");
    var pool = newPool();
    get(pool.query(migration()).execute());
    get(pool.close());
  }

  @AfterAll
  static void stop() {
    kafka.close();
    postgres.close();
    get(VERTX.close());
  }

  @BeforeEach
  void connect() {
    pool = newPool();
  }

  @AfterEach
  void end() throws Exception {
    for (var closeable : open) {
      closeable.close();
    }
    get(pool.close());
  }

  @Test
  void waiting_events_are_published_in_order_and_deleted() {
    append(0, 500);
    relay();
    assertThat(published(500)).isEqualTo(numbers(500));
    awaitEmpty();
  }

  @Test
  void nudge_publishes_at_once() throws Exception {
    var relay = new Relay(batch(), slow());
    open.add(relay);
    relay.start();
    awaitEmpty();
    append(0, 1);
    relay.nudge();
    assertThat(published(1)).isEqualTo(numbers(1));
  }

  @Test
  void two_relays_do_not_overtake_each_other() {
    relay();
    relay();
    for (int i = 0; i < 10; i++) {
      append(i * 50, (i + 1) * 50);
    }
    assertThat(published(500)).isEqualTo(numbers(500));
  }

  @Test
  void events_survive_a_broker_that_dies() {
    relay();
    append(0, 100);
    kafka.kill();
    append(100, 300);
    kafka.restart();
    append(300, 400);
    assertThat(published(400)).isEqualTo(numbers(400));
    awaitEmpty();
  }

  @Test
  void turn_that_waits_for_the_broker_keeps_its_lock_though_silent_connections_are_cut() {
    var looking = newPool();
    open.add(() -> get(looking.close()));
    get(pool.close());
    pool = newPool(SILENCE_MAX);
    relay();
    append(0, 1);
    assertThat(published(1)).isEqualTo(numbers(1));
    kafka.kill();
    append(1, 10);
    await().until(() -> !lockHolders(looking).isEmpty());
    var holders = lockHolders(looking);
    await().pollDelay(SILENCE_MAX.multipliedBy(2)).atMost(Duration.ofMinutes(1)).until(() -> true);
    assertThat(lockHolders(looking)).isEqualTo(holders);
    kafka.restart();
    assertThat(published(10)).isEqualTo(numbers(10));
    awaitEmpty();
  }

  /** Whose turn it is, if it has lasted for a while. */
  private static List<Integer> lockHolders(Pool pool) {
    var holders = new ArrayList<Integer>();
    get(pool.query(
                "select l.pid from pg_locks l join pg_stat_activity a on a.pid = l.pid"
                    + " where l.locktype = 'advisory' and a.xact_start < now() - interval '1 s'")
            .execute())
        .forEach(row -> holders.add(row.getInteger(0)));
    return holders;
  }

  @Test
  void events_survive_a_database_that_dies() {
    append(0, 300);
    relay();
    postgres.kill();
    postgres.restart();
    append(300, 400);
    assertThat(published(400)).isEqualTo(numbers(400));
    awaitEmpty();
  }

  @Test
  void connection_that_comes_too_late_goes_back_to_the_pool() {
    var batch = batch();
    var all = connections();
    assertThatThrownBy(batch::publish).hasCauseInstanceOf(TimeoutException.class);
    all.forEach(connection -> get(connection.close()));
    connections().forEach(connection -> get(connection.close()));
  }

  private List<SqlConnection> connections() {
    return IntStream.range(0, CONNECTIONS)
        .mapToObj(_ -> get(pool.getConnection().timeout(10, TimeUnit.SECONDS)))
        .toList();
  }

  private void relay() {
    var relay = new Relay(batch(), QUICK);
    open.add(relay);
    relay.start();
  }

  private RelayBatch batch() {
    Producer<String, byte[]> producer =
        OutboxWiring.producerTo(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    open.add(() -> producer.close(Duration.ZERO));
    return new RelayBatch(pool, producer, QUICK.batch());
  }

  private static OutboxConfig slow() {
    return new OutboxConfig() {
      @Override
      public Duration poll() {
        return Duration.ofHours(1);
      }

      @Override
      public int batch() {
        return 50;
      }
    };
  }

  private void append(int from, int to) {
    var insert =
        "insert into outbox (id, topic, key, value, headers) select gen_random_uuid(), '"
            + Topic.INCIDENTS.wireName()
            + "', '"
            + key
            + "', convert_to(n::text, 'UTF8'), '{\"ce_type\": \"test\"}' from generate_series("
            + from
            + ", "
            + (to - 1)
            + ") n order by n";
    await()
        .ignoreExceptions()
        .until(() -> get(pool.query(insert).execute()).rowCount() == to - from);
  }

  /** What is read, each when it is first seen. */
  private List<String> published(int expected) {
    var seen = new LinkedHashSet<String>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "group.id",
                key + System.nanoTime(),
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(List.of(Topic.INCIDENTS.wireName()));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> {
            for (var record : consumer.poll(Duration.ofMillis(100))) {
              if (record.key().equals(key)) {
                assertThat(record.headers().lastHeader("ce_type").value())
                    .isEqualTo("test".getBytes(StandardCharsets.UTF_8));
                seen.add(record.value());
              }
            }
            return seen.size() >= expected;
          });
    }
    return List.copyOf(seen);
  }

  private void awaitEmpty() {
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .until(() ->
            get(pool.query("select count(*) from outbox").execute()).iterator().next().getLong(0)
                == 0);
  }

  private static List<String> numbers(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }

  private static Pool newPool() {
    return newPool(Duration.ZERO);
  }

  /** With connections on which nothing may be heard for so long; zero for as long as they like. */
  private static Pool newPool(Duration silence) {
    var server =
        PgConnectOptions.fromUri(postgres.reactiveUrl("outbox")).setUser(LocalPostgres.USER);
    server.setReadIdleTimeout((int) silence.toMillis()).setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    return PgBuilder.pool()
        .connectingTo(server)
        .with(new PoolOptions().setMaxSize(CONNECTIONS))
        .using(VERTX)
        .build();
  }

  private static String migration() {
    try (var in = RelayTest.class.getResourceAsStream("/db/outbox/V0_1__outbox.sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T get(io.vertx.core.Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
