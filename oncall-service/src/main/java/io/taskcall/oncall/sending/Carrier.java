package io.taskcall.oncall.sending;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.PageEvent.Channel;
import io.taskcall.oncall.domain.page.Sending;

/** Hands messages over to one outside system. */
public interface Carrier {
  /** True for the channels that it carries. */
  boolean carries(Channel channel);

  /** False if this installation lacks what it takes; then it refuses every message. */
  boolean isSetUp();

  /** Tries once; it never fails, it says what came of it. */
  Uni<Sending> send(Message message);
}
