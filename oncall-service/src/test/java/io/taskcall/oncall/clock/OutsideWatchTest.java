package io.taskcall.oncall.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.taskcall.oncall.OncallConfig;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutsideWatchTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final Vertx vertx = Vertx.vertx();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private int port;
  private int answer = 200;

  @BeforeEach
  void somebodyWatches() throws Exception {
    var server =
        vertx
            .createHttpServer()
            .requestHandler(request -> {
              calls.add(request.method() + " " + request.uri());
              request.response().setStatusCode(answer).end();
            })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
    port = server.actualPort();
  }

  @AfterEach
  void end() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void watch_outside_is_called_while_all_is_well_and_not_otherwise() {
    var watch = new OutsideWatch(vertx, config("http://127.0.0.1:" + port + "/ping/secret"));
    watch.allIsWell().await().atMost(SOON);
    assertThat(calls).containsExactly("GET /ping/secret");
    watch.notWell().await().atMost(SOON);
    assertThat(calls).hasSize(1);
  }

  @Test
  void audit_goes_on_whatever_the_watch_outside_answers() {
    answer = 500;
    new OutsideWatch(vertx, config("http://127.0.0.1:" + port + "/"))
        .allIsWell()
        .await()
        .atMost(SOON);
    assertThat(calls).hasSize(1);
    new OutsideWatch(vertx, config("http://127.0.0.1:1/")).allIsWell().await().atMost(SOON);
    new OutsideWatch(vertx, config("")).allIsWell().await().atMost(SOON);
    assertThat(calls).hasSize(1);
  }

  private static OncallConfig config(String url) {
    return new SmallRyeConfigBuilder()
        .withMapping(OncallConfig.class)
        .addDiscoveredConverters()
        .addDefaultInterceptors()
        .withDefaultValue("oncall.audit-heartbeat-url", url)
        .build()
        .getConfigMapping(OncallConfig.class);
  }
}
