package io.taskcall.oncall.http;

import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Lets a few work at once; the others wait for their turn, first come, first served. */
final class WaitingLine {
  private final int atOnce;
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private int working;

  WaitingLine(int atOnce) {
    this.atOnce = atOnce;
  }

  /** Does the work when it is its turn; whoever has left by then is passed over. */
  <T> Uni<T> inTurn(Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .emitter(emitter -> {
          var gone = new AtomicBoolean();
          emitter.onTermination(() -> gone.set(true));
          enter(() -> {
            if (gone.get()) {
              leave();
            } else {
              Uni.createFrom()
                  .<T>deferred(work::get)
                  .onTermination()
                  .invoke(this::leave)
                  .subscribe()
                  .with(emitter::complete, emitter::fail);
            }
          });
        });
  }

  private void enter(Runnable turn) {
    synchronized (waiting) {
      if (working == atOnce) {
        waiting.add(turn);
        return;
      }
      working++;
    }
    turn.run();
  }

  private void leave() {
    Runnable next;
    synchronized (waiting) {
      next = waiting.poll();
      if (next == null) {
        working--;
        return;
      }
    }
    next.run();
  }
}
