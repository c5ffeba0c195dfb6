package io.taskcall.oncall.mail;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.OncallConfig;
import io.taskcall.oncall.domain.page.Backoff;
import io.taskcall.oncall.domain.page.PagesWaiting;
import io.taskcall.oncall.postgres.Pages;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Sends pages: at once when some were committed here, and by a timer for those of others and those
 * to be tried again. A page is claimed by one sender for longer than sending can take, so nobody
 * else sends it meanwhile; if that sender dies, it is sent again under the same Message-ID.
 */
@ApplicationScoped
class PageSender {
  private static final Logger LOG = Logger.getLogger(PageSender.class);
  private static final int WORKERS = 3;
  private static final Duration LEASE_MARGIN = Duration.ofSeconds(4);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private static final Duration WRITE_AGAIN = Duration.ofMillis(100);
  private static final Duration WRITE_MAX = Duration.ofMinutes(10);

  private final Pages pages;
  private final Mailer mailer;
  private final Vertx vertx;
  private final Backoff backoff;
  private final Duration lease;
  private final int batch;
  private final String owner;
  private final List<Worker> workers;

  /** How many batches were sent and cannot be written down just now. */
  private final AtomicInteger unwritten = new AtomicInteger();

  private volatile boolean stopped;

  PageSender(
      Pages pages,
      Mailer mailer,
      Vertx vertx,
      OncallConfig config,
      @ConfigProperty(name = "quarkus.http.port") int port) {
    this.pages = pages;
    this.mailer = mailer;
    this.vertx = vertx;
    this.backoff = new Backoff(config.mail().retryFirst(), config.mail().retryLongest());
    this.lease = config.mail().timeout().plus(LEASE_MARGIN);
    this.batch = Math.max(1, config.mail().connections() / WORKERS);
    this.owner = host() + ":" + port;
    this.workers = IntStream.range(0, WORKERS).mapToObj(_ -> new Worker(this::turn)).toList();
  }

  /** A process of this name that died left its claims behind: nobody is sending those. */
  void start(@Observes StartupEvent event) {
    pages
        .release(owner)
        .onFailure()
        .recoverWithItem(failure -> {
          LOG.warn("claims of an earlier process stay until they end", failure);
          return 0;
        })
        .subscribe()
        .with(_ -> vertx.setPeriodic(LOOK_EVERY.toMillis(), _ -> wake()));
  }

  void wake(@Observes PagesWaiting waiting) {
    wake();
  }

  void stop(@Observes ShutdownEvent event) {
    stopped = true;
  }

  private void wake() {
    for (var worker : workers) {
      if (worker.wake()) {
        return;
      }
    }
  }

  /** Claims, sends and writes down one batch; true if there may be more. */
  private Uni<Boolean> turn() {
    if (stopped || unwritten.get() > 0) {
      return Uni.createFrom().item(false);
    }
    return pages
        .claim(owner, Instant.now(), lease, batch)
        .flatMap(claimed -> {
          if (claimed.isEmpty()) {
            return Uni.createFrom().item(false);
          }
          if (claimed.size() == batch) {
            wake(); // there is work for another worker
          }
          return send(claimed).replaceWith(claimed.size() == batch);
        })
        .onFailure()
        .recoverWithItem(failure -> {
          LOG.warn("pages cannot be sent now, and will be tried until they can", failure);
          return false;
        });
  }

  private Uni<Void> send(List<Pages.Claimed> claimed) {
    return Multi.createFrom()
        .iterable(claimed)
        .onItem()
        .transformToUni(page -> mailer.send(page).map(result -> new Pages.Tried(page, result)))
        .merge(batch)
        .collect()
        .asList()
        .flatMap(this::finish);
  }

  /**
   * Mails that are out must be written down before anything else is claimed, even if the database
   * goes away in between: otherwise they would be sent again.
   */
  private Uni<Void> finish(List<Pages.Tried> tried) {
    var failing = new AtomicBoolean();
    return Uni.createFrom()
        .deferred(() -> pages.finish(tried, backoff, Instant.now()))
        .onFailure()
        .invoke(() -> {
          if (failing.compareAndSet(false, true)) {
            unwritten.incrementAndGet();
          }
        })
        .onFailure()
        .retry()
        .withBackOff(WRITE_AGAIN, WRITE_AGAIN.multipliedBy(4))
        .expireIn(WRITE_MAX.toMillis())
        .onTermination()
        .invoke(() -> {
          if (failing.get()) {
            unwritten.decrementAndGet();
          }
        });
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      LOG.debug("this machine has no name", e);
      return "localhost";
    }
  }
}
