package io.taskcall.oncall.sending;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.page.Backoff;
import io.taskcall.oncall.domain.page.Lane;
import io.taskcall.oncall.domain.page.Links;
import io.taskcall.oncall.postgres.Pages;
import io.taskcall.oncall.postgres.SignedLinks;
import io.taskcall.outbox.Persistence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Sends the pages of a lane. A page is claimed by one sender for longer than sending and writing
 * down take, so nobody else sends it meanwhile; if that sender dies, it is sent again under the
 * same id.
 *
 * <p>A page that was claimed here is in hand until it is written down, and is not claimed here
 * again before: however long the database is away, what was sent is not sent again.
 */
final class PageSender {
  private static final Logger LOG = Logger.getLogger(PageSender.class);
  private static final int WORKERS = 3;

  /** A claim that took longer is not used: sending might outlast it. */
  private static final Duration CLAIM_MAX = Duration.ofSeconds(10);

  /** How long a claim lasts beyond all sending, so that what was sent can be written down. */
  private static final Duration WRITE_MAX = Duration.ofSeconds(12);

  /** After the database was away, others get so long to write down what they had sent. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Pages pages;
  private final Carriers carriers;
  private final SignedLinks links;
  private final Lane lane;
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
      Pages pages, Carriers carriers, SignedLinks links, Lane lane, Manner manner, String owner) {
    this.pages = pages;
    this.carriers = carriers;
    this.links = links;
    this.lane = lane;
    this.backoff = manner.backoff();
    this.lease = CLAIM_MAX.plus(manner.timeout()).plus(WRITE_MAX);
    this.batch = Math.max(1, manner.connections() / WORKERS);
    this.owner = owner;
    this.workers = IntStream.range(0, WORKERS).mapToObj(_ -> new Worker(this::turn)).toList();
  }

  /**
   * How a lane is served.
   *
   * @param connections how many messages are handed over at once
   * @param timeout how long handing one over may take
   */
  record Manner(int connections, Duration timeout, Backoff backoff) {}

  void stop() {
    stopped = true;
  }

  void wake() {
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
    return links
        .links()
        .flatMap(signed -> claim().flatMap(claimed -> turn(claimed, signed)))
        .onFailure()
        .recoverWithItem(failure -> {
          LOG.warn("pages cannot be sent now, and will be tried until they can", failure);
          wellSince = Instant.now();
          return false;
        });
  }

  private Uni<Boolean> turn(List<Pages.Claimed> claimed, Links signed) {
    if (claimed.isEmpty()) {
      return Uni.createFrom().item(false);
    }
    if (claimed.size() == batch) {
      wake(); // there is work for another worker
    }
    return send(claimed, signed).replaceWith(claimed.size() == batch);
  }

  private Uni<List<Pages.Claimed>> claim() {
    var now = Instant.now();
    boolean othersToo = now.isAfter(wellSince.plus(GRACE));
    var claim = new Pages.Claim(owner, lane, lease, batch, inHand, othersToo);
    return pages
        .claim(claim, now)
        .invoke(claimed -> {
          if (Instant.now().isAfter(now.plus(CLAIM_MAX))) {
            throw new IllegalStateException("it took too long to claim " + claimed.size());
          }
          claimed.forEach(one -> inHand.add(one.id()));
        });
  }

  private Uni<Void> send(List<Pages.Claimed> claimed, Links signed) {
    return Multi.createFrom()
        .iterable(claimed)
        .onItem()
        .transformToUni(page ->
            carriers.send(message(page, signed)).map(result -> new Pages.Tried(page, result)))
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

  private static Message message(Pages.Claimed claimed, Links signed) {
    return new Message.OfPage(
        claimed.page(),
        claimed.incident(),
        claimed.affected(),
        signed.token(claimed.id()),
        claimed.attempt(),
        claimed.vendor());
  }
}
