package io.taskcall.oncall.postgres;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.taskcall.oncall.OncallConfig;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Connections on which nobody waits for ever. A server that works gives up a statement that takes
 * too long. One that hangs, or that no packet reaches, is hung up on when it has said nothing for
 * longer than that: its connection would otherwise stay in the pool, with its caller waiting.
 */
@Singleton
final class Connections implements PgPoolCreator {
  private final Duration patience;

  Connections(OncallConfig config) {
    this.patience = config.database().patience();
  }

  @Override
  public Pool create(Input input) {
    var servers = input.pgConnectOptionsList().stream().map(this::bounded).toList();
    var options =
        input
            .poolOptions()
            .setConnectionTimeout(Math.toIntExact(patience.toMillis()))
            .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
    return PgBuilder.pool()
        .with(options)
        .connectingTo(List.copyOf(servers))
        .using(input.vertx())
        .build();
  }

  private SqlConnectOptions bounded(PgConnectOptions server) {
    var silence = patience.multipliedBy(3).dividedBy(2);
    server
        .addProperty("statement_timeout", Long.toString(patience.toMillis()))
        .addProperty("lock_timeout", Long.toString(patience.dividedBy(2).toMillis()));
    server
        .setReadIdleTimeout(Math.toIntExact(silence.toMillis()))
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    return server;
  }
}
