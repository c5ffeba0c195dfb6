package io.taskcall.sync.postgres;

import io.taskcall.outbox.Outbox;
import io.taskcall.sync.domain.CallsWaiting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

/** Wakes those who do what a transaction has just left for them. */
@ApplicationScoped
class Waking {
  private final Outbox outbox;
  private final Event<CallsWaiting> waiting;

  Waking(Outbox outbox, Event<CallsWaiting> waiting) {
    this.outbox = outbox;
    this.waiting = waiting;
  }

  void committed() {
    waiting.fire(new CallsWaiting());
    outbox.nudge();
  }
}
