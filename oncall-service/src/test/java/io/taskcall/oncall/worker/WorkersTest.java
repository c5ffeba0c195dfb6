package io.taskcall.oncall.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WorkersTest {
  @Test
  void work_is_done_beside_the_event_loop_and_whoever_waits_goes_on_where_they_were() {
    var vertx = Vertx.vertx();
    try {
      var workers = new Workers(vertx);
      var onEventLoop = new CompletableFuture<List<Boolean>>();
      vertx.runOnContext(() ->
          workers
              .work(Context::isOnEventLoopThread)
              .map(inside -> List.of(inside, Context.isOnEventLoopThread()))
              .subscribe()
              .with(onEventLoop::complete, onEventLoop::completeExceptionally));
      assertThat(onEventLoop)
          .succeedsWithin(Duration.ofSeconds(60))
          .isEqualTo(List.of(false, true));
    } finally {
      vertx.closeAndAwait();
    }
  }
}
