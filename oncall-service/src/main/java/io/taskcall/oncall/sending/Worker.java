package io.taskcall.oncall.sending;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Does one turn after the other while there is work, and sleeps until it is woken. */
public final class Worker {
  private enum State {
    ASLEEP,
    AWAKE,
    /** It was woken during a turn, which may have looked too early: it has to look again. */
    AGAIN
  }

  private final Supplier<Uni<Boolean>> turn;
  private final AtomicReference<State> state = new AtomicReference<>(State.ASLEEP);

  /**
   * Makes a worker.
   *
   * @param turn true if there may be more to do; it does not fail
   */
  public Worker(Supplier<Uni<Boolean>> turn) {
    this.turn = turn;
  }

  /** Wakes it; false if it was awake, in which case it looks once more. */
  public boolean wake() {
    var before = state.getAndUpdate(now -> now == State.ASLEEP ? State.AWAKE : State.AGAIN);
    if (before != State.ASLEEP) {
      return false;
    }
    work();
    return true;
  }

  private void work() {
    Uni.createFrom().<Boolean>deferred(turn::get).subscribe().with(this::go, _ -> go(false));
  }

  private void go(boolean more) {
    if (more || !state.compareAndSet(State.AWAKE, State.ASLEEP)) {
      state.set(State.AWAKE);
      work();
    }
  }
}
