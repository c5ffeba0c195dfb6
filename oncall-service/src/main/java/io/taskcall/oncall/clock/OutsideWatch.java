package io.taskcall.oncall.clock;

import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.OncallConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Calls somebody outside while all is well. Whoever watches over others cannot be trusted to report
 * its own end: what is watched from outside is that these calls keep coming.
 */
@ApplicationScoped
class OutsideWatch {
  private static final Logger LOG = Logger.getLogger(OutsideWatch.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int REFUSED = 300;

  private final Optional<URI> url;
  private final HttpClient client;

  OutsideWatch(Vertx vertx, OncallConfig config) {
    this.url = config.auditHeartbeatUrl();
    this.client = vertx.createHttpClient();
  }

  /** Calls; that nobody answers is logged and nothing else, since the next audit calls again. */
  Uni<Void> allIsWell() {
    return url.map(this::call).orElseGet(() -> Uni.createFrom().voidItem());
  }

  /** Does not call. */
  Uni<Void> notWell() {
    url.ifPresent(_ -> LOG.warn("the call to the watch outside is withheld"));
    return Uni.createFrom().voidItem();
  }

  private Uni<Void> call(URI address) {
    var request =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(address.toString())
            .setTimeout(PATIENCE.toMillis());
    return Uni.createFrom()
        .completionStage(() ->
            client
                .request(request)
                .compose(sent -> sent.send())
                .compose(answer -> answer.end().map(answer.statusCode()))
                .toCompletionStage())
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .invoke(status -> {
          if (status >= REFUSED) {
            LOG.warnf("the watch outside answers %d", status);
          }
        })
        .onFailure()
        .recoverWithItem(failure -> {
          LOG.warnf("the watch outside cannot be called: %s", failure);
          return 0;
        })
        .replaceWithVoid();
  }

  @PreDestroy
  void close() {
    client.close();
  }
}
