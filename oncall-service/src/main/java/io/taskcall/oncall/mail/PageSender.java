package io.taskcall.oncall.mail;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.OncallConfig;
import io.taskcall.oncall.domain.page.Backoff;
import io.taskcall.oncall.domain.page.PagesWaiting;
import io.taskcall.oncall.postgres.Pages;
import io.taskcall.outbox.Persistence;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Sends pages: at once when some were committed here, and by a timer for those of others and those
 * to be tried again. A page is claimed by one sender for longer than sending and writing down take,
 * so nobody else sends it meanwhile; if that sender dies, it is sent again under the same
 * Message-ID.
 *
 * <p>A page that was claimed here is in hand until it is written down, and is not claimed here
 * again before: however long the database is away, what was sent is not sent again.
 */
@ApplicationScoped
class PageSender {
  private static final Logger LOG = Logger.getLogger(PageSender.class);
  private static final int WORKERS = 3;
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  /** A claim that took longer is not used: sending might outlast it. */
  private static final Duration CLAIM_MAX = Duration.ofSeconds(10);

  /** How long a claim lasts beyond all sending, so that what was sent can be written down. */
  private static final Duration WRITE_MAX = Duration.ofSeconds(12);

  /** After the database was away, others get so long to write down what they had sent. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Pages pages;
  private final Mailer mailer;
  private final Vertx vertx;
  private final Backoff backoff;
  private final Duration lease;
  private final int batch;
  private final String owner;
  private final List<Worker> workers;

  /** Pages claimed here that are not written down yet. */
  private final Set<UUID> inHand = ConcurrentHashMap.newKeySet();

  /** Those of them that were sent and could not be written down when it was tried. */
  private final Set<UUID> unwritten = ConcurrentHashMap.newKeySet();

  private volatile Instant wellSince = Instant.EPOCH;
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
    this.lease = CLAIM_MAX.plus(config.mail().timeout()).plus(WRITE_MAX);
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
    if (stopped || !unwritten.isEmpty()) {
      return Uni.createFrom().item(false);
    }
    return mailer
        .ready()
        .flatMap(_ -> claim())
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
          wellSince = Instant.now();
          return false;
        });
  }

  private Uni<List<Pages.Claimed>> claim() {
    var now = Instant.now();
    boolean othersToo = now.isAfter(wellSince.plus(GRACE));
    var claim = new Pages.Claim(owner, lease, batch, inHand, othersToo);
    return pages
        .claim(claim, now)
        .invoke(claimed -> {
          if (Instant.now().isAfter(now.plus(CLAIM_MAX))) {
            throw new IllegalStateException("it took too long to claim " + claimed.size());
          }
          claimed.forEach(one -> inHand.add(one.id()));
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
        .flatMap(tried -> Persistence.together(tried, this::finish, this::leave));
  }

  /** Goes on until it is written down; while it is not, nothing is claimed here. */
  private Uni<Void> finish(List<Pages.Tried> tried) {
    var ids = tried.stream().map(Pages.Tried::id).collect(Collectors.toSet());
    return Persistence.<Void>until(
            "pages that were sent",
            () ->
                pages
                    .finish(tried, backoff, Instant.now())
                    .onFailure()
                    .invoke(() -> {
                      unwritten.addAll(ids);
                      wellSince = Instant.now();
                    }))
        .invoke(() -> inHand.removeAll(ids))
        .onTermination()
        .invoke(() -> unwritten.removeAll(ids));
  }

  /** It stays in hand, so that it is not sent again; the auditor reports it. */
  private Uni<Void> leave(Pages.Tried tried, Throwable failure) {
    LOG.errorf(failure, "page %s was tried, and that cannot be written down", tried.id());
    return Uni.createFrom().voidItem();
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
