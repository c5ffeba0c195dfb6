package io.taskcall.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.exception.GenericJDBCException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersistenceTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @ParameterizedTest
  @ValueSource(strings = {"21000", "22021", "23502", "54000"})
  void data_that_the_database_refuses_is_hopeless_whoever_says_so(String sqlState) {
    assertThat(Persistence.isHopeless(new PgException("no", "ERROR", sqlState, null))).isTrue();
    assertThat(Persistence.isHopeless(byHibernate(sqlState))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"08006", "40001", "40P01", "53300", "57P01", "57P03", "42P01"})
  void database_that_is_away_or_at_odds_is_not_hopeless(String sqlState) {
    assertThat(Persistence.isHopeless(new PgException("later", "FATAL", sqlState, null))).isFalse();
    assertThat(Persistence.isHopeless(byHibernate(sqlState))).isFalse();
  }

  @Test
  void failure_without_a_state_is_not_hopeless() {
    assertThat(Persistence.isHopeless(new SQLException("who knows"))).isFalse();
    assertThat(Persistence.isHopeless(new IOException("connection reset"))).isFalse();
  }

  @Test
  void work_is_done_again_until_it_succeeds() {
    var tries = new AtomicInteger();

    int succeeded =
        Persistence.until(
                "a test",
                () ->
                    tries.incrementAndGet() < 3
                        ? Uni.createFrom().<Integer>failure(byHibernate("57P01"))
                        : Uni.createFrom().item(tries.get()))
            .await()
            .atMost(SOON);

    assertThat(succeeded).isEqualTo(3);
  }

  @Test
  void hopeless_work_is_done_once() {
    var tries = new AtomicInteger();
    var work =
        Persistence.until(
            "a test",
            () -> {
              tries.incrementAndGet();
              return Uni.createFrom().failure(byHibernate("22021"));
            });

    assertThatThrownBy(() -> work.await().atMost(SOON)).isInstanceOf(GenericJDBCException.class);
    assertThat(tries).hasValue(1);
  }

  @Test
  void one_item_at_fault_is_named_and_the_others_are_dealt_with_in_their_order() {
    var done = new ArrayList<Integer>();
    var bad = new ArrayList<String>();
    Persistence.together(
            List.of(1, 2, 3, 4),
            some ->
                some.contains(3)
                    ? Uni.createFrom().failure(byHibernate("22021"))
                    : Uni.createFrom().voidItem().invoke(() -> done.addAll(some)),
            (item, why) -> {
              bad.add(item + ": " + why.getMessage());
              return Uni.createFrom().voidItem();
            })
        .await()
        .atMost(SOON);
    assertThat(done).containsExactly(1, 2, 4);
    assertThat(bad).containsExactly("3: no");
  }

  @Test
  void database_that_is_away_is_nobodys_fault() {
    var failing =
        Persistence.together(
            List.of(1, 2),
            _ -> Uni.createFrom().failure(byHibernate("57P01")),
            (item, why) -> Uni.createFrom().failure(new AssertionError("" + item, why)));
    assertThatThrownBy(() -> failing.await().atMost(SOON)).isInstanceOf(GenericJDBCException.class);
  }

  /** Hibernate Reactive passes on the state of the database's answer, but not the answer itself. */
  private static RuntimeException byHibernate(String sqlState) {
    return new GenericJDBCException("cannot insert", new SQLException("no", sqlState));
  }
}
