package io.taskcall.auth.kafka;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.taskcall.auth.postgres.PostgresRepair;
import io.taskcall.contracts.Topic;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Finds at start what the compacted topics have lost (a new broker, say) and has it said again.
 * What they say already is not repeated.
 */
@ApplicationScoped
public class TopicRepair {
  private static final Logger LOG = Logger.getLogger(TopicRepair.class);
  private static final long RETRY_MILLIS = 1_000;

  private final TopicTail tail;
  private final PostgresRepair directory;
  private final Vertx vertx;
  private volatile boolean failing;
  private volatile boolean whole;

  TopicRepair(TopicTail tail, PostgresRepair directory, Vertx vertx) {
    this.tail = tail;
    this.directory = directory;
    this.vertx = vertx;
  }

  /** Begins, and returns at once; whatever is down, it is tried until it is back. */
  public void begin() {
    whole = false;
    Infrastructure.getDefaultWorkerPool().execute(this::attempt);
  }

  /** Whether the topics say what they should. */
  public boolean whole() {
    return whole;
  }

  private void attempt() {
    whole = repaired();
    if (!whole) {
      vertx.setTimer(RETRY_MILLIS, _ -> begin());
    }
  }

  private boolean repaired() {
    try {
      // What waits in the outbox is not lost, and would look as if it were.
      if (!VertxContextSupport.subscribeAndAwait(directory::settled)) {
        return false;
      }
      var said = tail.lastIds(List.of(Topic.MEMBERS, Topic.INTEGRATIONS));
      var again = VertxContextSupport.subscribeAndAwait(() -> directory.repair(said));
      LOG.infof("the topics are whole; %d events were said again", again.size());
      return true;
    } catch (Throwable e) {
      if (!failing) {
        LOG.warn("the topics cannot be repaired now, which will be tried until it can", e);
        failing = true;
      }
      return false;
    }
  }
}
