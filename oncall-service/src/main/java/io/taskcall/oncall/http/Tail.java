package io.taskcall.oncall.http;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.taskcall.oncall.OncallConfig;
import io.taskcall.oncall.domain.stream.Watermark;
import io.taskcall.oncall.postgres.Changes;
import io.taskcall.oncall.postgres.Changes.Change;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * The end of the timeline, read once for all who follow it from here: looked for only while
 * somebody does, and only the last changes are kept. Who has fallen behind those reads for itself.
 */
@ApplicationScoped
class Tail {
  private static final Logger LOG = Logger.getLogger(Tail.class);
  private static final int KEPT = 500;

  private final Changes changes;
  private final Vertx vertx;
  private final OncallConfig.Stream config;
  private final AtomicReference<State> state = new AtomicReference<>(State.START);
  private final Set<Waiter> waiting = ConcurrentHashMap.newKeySet();
  private final AtomicInteger followers = new AtomicInteger();
  private final AtomicBoolean looking = new AtomicBoolean();
  private final AtomicBoolean failing = new AtomicBoolean();
  private volatile boolean stopped;

  Tail(Changes changes, Vertx vertx, OncallConfig config) {
    this.changes = changes;
    this.vertx = vertx;
    this.config = config.stream();
  }

  /**
   * What is known.
   *
   * @param keptAfter all changes after this one and up to the mark are in {@code kept}
   */
  record State(Watermark mark, long keptAfter, List<Change> kept) {
    private static final State START = new State(Watermark.UNKNOWN, -1, List.of());

    /** How far changes can be told. */
    long settled() {
      return mark.settled();
    }

    /** Those of an organization after a place, which has to be kept. */
    List<Change> after(long place, UUID organizationId) {
      return kept.stream()
          .filter(one -> one.seq() > place && one.organizationId().equals(organizationId))
          .toList();
    }
  }

  /** Somebody who waits for changes after a place. */
  private record Waiter(long place, UniEmitter<? super State> emitter) {
    void tell(State now) {
      if (now.settled() > place) {
        emitter.complete(now);
      }
    }
  }

  State state() {
    return state.get();
  }

  /** True if no more may follow. */
  boolean isFull() {
    return followers.get() >= config.clients();
  }

  /** One more follows; false if there are too many already. */
  boolean join() {
    int all = followers.incrementAndGet();
    if (all > config.clients()) {
      leave();
      return false;
    }
    if (all == 1 && !looking.get()) {
      state.set(State.START); // what was known when the last one left is not how it is now
    }
    look();
    return true;
  }

  void leave() {
    followers.decrementAndGet();
  }

  /** Completes when there are changes after this place, or when it has taken too long. */
  Uni<State> beyond(long place, Duration most) {
    return Uni.createFrom()
        .<State>emitter(emitter -> {
          var waiter = new Waiter(place, emitter);
          waiting.add(waiter);
          emitter.onTermination(() -> waiting.remove(waiter));
          waiter.tell(state.get());
        })
        .ifNoItem()
        .after(most)
        .recoverWithUni(() -> Uni.createFrom().item(state::get));
  }

  void stop(@Observes ShutdownEvent event) {
    stopped = true;
  }

  /** Looks now and again and again, one look at a time, until nobody follows. */
  private void look() {
    if (!stopped && looking.compareAndSet(false, true)) {
      advance()
          .subscribe()
          .with(
              _ -> {
                failing.set(false);
                again();
              },
              failure -> {
                if (!failing.getAndSet(true)) {
                  LOG.warnf("changes cannot be told now, and will be later: %s", failure);
                }
                again();
              });
    }
  }

  private void again() {
    vertx.setTimer(
        config.poll().toMillis(),
        _ -> {
          looking.set(false);
          if (followers.get() > 0) {
            look();
          }
        });
  }

  private Uni<Void> advance() {
    var before = state.get();
    return changes
        .look()
        .map(seen -> before.mark().after(seen))
        .flatMap(mark -> read(before, mark))
        .invoke(next -> {
          state.set(next);
          if (next.settled() > before.settled()) {
            waiting.forEach(waiter -> waiter.tell(next));
          }
        })
        .replaceWithVoid();
  }

  /** After a long pause only the end counts: nobody follows yet who would need what is between. */
  private Uni<State> read(State before, Watermark mark) {
    if (mark.settled() == before.settled()) {
      return Uni.createFrom().item(new State(mark, before.keptAfter(), before.kept()));
    }
    if (!before.mark().isKnown() || mark.settled() - before.settled() > KEPT) {
      return Uni.createFrom().item(new State(mark, mark.settled(), List.of()));
    }
    return changes
        .between(before.settled(), mark.settled())
        .map(fresh -> {
          var all = new ArrayList<>(before.kept());
          all.addAll(fresh);
          int dropped = Math.max(0, all.size() - KEPT);
          var keptAfter = dropped == 0 ? before.keptAfter() : all.get(dropped - 1).seq();
          return new State(mark, keptAfter, List.copyOf(all.subList(dropped, all.size())));
        });
  }
}
