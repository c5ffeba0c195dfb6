package io.taskcall.oncall.phone;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.taskcall.oncall.OncallConfig;
import io.taskcall.oncall.domain.page.Lane;
import io.taskcall.oncall.domain.page.PagesWaiting;
import io.taskcall.oncall.postgres.MissingReceipts;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Gives pages to the second vendor of which the first has sent no receipt in time. */
@ApplicationScoped
class SecondVendor {
  private static final Logger LOG = Logger.getLogger(SecondVendor.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final MissingReceipts receipts;
  private final OncallConfig.Twilio config;
  private final Vertx vertx;
  private final Event<PagesWaiting> pagesWaiting;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile long timer = -1;

  SecondVendor(
      MissingReceipts receipts,
      OncallConfig config,
      Vertx vertx,
      Event<PagesWaiting> pagesWaiting) {
    this.receipts = receipts;
    this.config = config.twilio();
    this.vertx = vertx;
    this.pagesWaiting = pagesWaiting;
  }

  void start(@Observes StartupEvent event) {
    if (Account.of(config).size() > 1) {
      timer = vertx.setPeriodic(LOOK_EVERY.toMillis(), _ -> look());
    }
  }

  void stop(@Observes ShutdownEvent event) {
    vertx.cancelTimer(timer);
  }

  private void look() {
    if (!looking.compareAndSet(false, true)) {
      return;
    }
    receipts
        .handOver(config.receiptWithin(), Instant.now())
        .onTermination()
        .invoke(() -> looking.set(false))
        .subscribe()
        .with(
            handed -> {
              if (handed > 0) {
                pagesWaiting.fire(new PagesWaiting(Set.of(Lane.PHONE)));
              }
            },
            failure -> LOG.warn("receipts will be looked for again", failure));
  }
}
