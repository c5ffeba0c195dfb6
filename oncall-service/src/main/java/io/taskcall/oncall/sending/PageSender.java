package io.taskcall.oncall.sending;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.page.Backoff;
import io.taskcall.oncall.domain.page.Bundling;
import io.taskcall.oncall.domain.page.Lane;
import io.taskcall.oncall.domain.page.Links;
import io.taskcall.oncall.domain.page.Sending;
import io.taskcall.oncall.postgres.Bundle;
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
 * Sends the pages of a lane. A bundle of them is claimed by one sender for longer than sending and
 * writing down take, so nobody else sends it meanwhile; if that sender dies, it is sent again under
 * the same id.
 *
 * <p>What was claimed here is in hand until it is written down, and is not claimed here again
 * before: however long the database is away, what was sent is not sent again.
 */
final class PageSender {
  private static final Logger LOG = Logger.getLogger(PageSender.class);
  private static final int WORKERS = 3;

  /** A claim that took longer is not used: sending might outlast it. */
  private static final Duration CLAIM_MAX = Duration.ofSeconds(10);

  /** How long a claim lasts beyond all sending, so that what was sent can be written down. */
  private static final Duration WRITE_MAX = Duration.ofSeconds(12);

  private static final int WRITTEN_AT_ONCE = 250;

  /** After the database was away, others get so long to write down what they had sent. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Pages pages;
  private final Carriers carriers;
  private final SignedLinks links;
  private final Lane lane;
  private final Manner manner;
  private final Duration lease;
  private final int batch;
  private final String owner;
  private final List<Worker> workers;

  /** Bundles claimed here that are not written down yet. */
  private final Set<UUID> inHand = ConcurrentHashMap.newKeySet();

  /** Pages of them that were sent and could not be written down when it was tried. */
  private final Set<UUID> unwritten = ConcurrentHashMap.newKeySet();

  private volatile Instant wellSince = Instant.EPOCH;
  private volatile boolean stopped;

  PageSender(
      Pages pages, Carriers carriers, SignedLinks links, Lane lane, Manner manner, String owner) {
    this.pages = pages;
    this.carriers = carriers;
    this.links = links;
    this.lane = lane;
    this.manner = manner;
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
  record Manner(int connections, Duration timeout, Backoff backoff, Bundling bundling, Pace pace) {}

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

  private Uni<Boolean> turn(Pages.Claimed claimed, Links signed) {
    if (claimed.bundles().isEmpty()) {
      return Uni.createFrom().item(claimed.full());
    }
    if (claimed.full()) {
      wake(); // there is work for another worker
    }
    return send(claimed.bundles(), signed).replaceWith(claimed.full());
  }

  private Uni<Pages.Claimed> claim() {
    var now = Instant.now();
    int allowed = manner.pace().take(batch, now);
    if (allowed == 0) {
      return Uni.createFrom().item(new Pages.Claimed(List.of(), false));
    }
    boolean othersToo = now.isAfter(wellSince.plus(GRACE));
    var claim = new Pages.Claim(owner, lane, lease, allowed, inHand, othersToo, manner.bundling());
    return pages
        .claim(claim, now)
        .onFailure()
        .invoke(() -> manner.pace().giveBack(allowed))
        .invoke(claimed -> {
          manner.pace().giveBack(allowed - claimed.bundles().size());
          if (Instant.now().isAfter(now.plus(CLAIM_MAX))) {
            throw new IllegalStateException(
                "it took too long to claim " + claimed.bundles().size());
          }
          claimed.bundles().forEach(bundle -> inHand.add(bundle.id()));
        });
  }

  private Uni<Void> send(List<Bundle> claimed, Links signed) {
    return Multi.createFrom()
        .iterable(claimed)
        .onItem()
        .transformToUni(bundle -> handOver(bundle, signed))
        .merge(batch)
        .collect()
        .asList()
        .flatMap(tried -> writeDown(tried.stream().flatMap(List::stream).toList()))
        .invoke(left ->
            claimed.stream()
                .map(Bundle::id)
                .filter(bundle -> !left.contains(bundle))
                .forEach(inHand::remove))
        .replaceWithVoid();
  }

  /** One that was sent by somebody who died before all was written down is not sent again. */
  private Uni<List<Pages.Tried>> handOver(Bundle bundle, Links signed) {
    return bundle
        .sentAs()
        .map(messageId -> Uni.createFrom().<Sending>item(new Sending.Accepted(messageId)))
        .orElseGet(() -> carriers.send(Message.OfPage.of(bundle, signed::token)))
        .map(result ->
            bundle.members().stream()
                .map(page -> new Pages.Tried(bundle.id(), page, result))
                .toList());
  }

  /** In parts, so that no transaction is long; says which bundles could not be written down. */
  private Uni<Set<UUID>> writeDown(List<Pages.Tried> tried) {
    Set<UUID> left = ConcurrentHashMap.newKeySet();
    return Multi.createFrom()
        .iterable(tried)
        .group()
        .intoLists()
        .of(WRITTEN_AT_ONCE)
        .onItem()
        .transformToUniAndConcatenate(some ->
            Persistence.together(some, this::finish, (one, failure) -> leave(one, failure, left)))
        .collect()
        .asList()
        .replaceWith(left);
  }

  /** Goes on until it is written down; while it is not, nothing is claimed here. */
  private Uni<Void> finish(List<Pages.Tried> tried) {
    var ids = tried.stream().map(Pages.Tried::id).collect(Collectors.toSet());
    return Persistence.<Void>until(
            "pages that were sent",
            () ->
                pages
                    .finish(tried, manner.backoff(), Instant.now())
                    .onFailure()
                    .invoke(() -> {
                      unwritten.addAll(ids);
                      wellSince = Instant.now();
                    }))
        .onTermination()
        .invoke(() -> unwritten.removeAll(ids));
  }

  /** It stays in hand, so that it is not sent again; the auditor reports it. */
  private static Uni<Void> leave(Pages.Tried tried, Throwable failure, Set<UUID> left) {
    LOG.errorf(failure, "page %s was tried, and that cannot be written down", tried.id());
    left.add(tried.bundle());
    return Uni.createFrom().voidItem();
  }
}
