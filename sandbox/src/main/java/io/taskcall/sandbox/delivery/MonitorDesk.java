package io.taskcall.sandbox.delivery;

import io.taskcall.sandbox.domain.monitor.MonitorNotice;
import io.taskcall.sandbox.domain.monitor.Transition;
import io.taskcall.sandbox.memory.Monitors;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** Moves monitors and announces it in one step, so that webhooks go out in the order of moves. */
@ApplicationScoped
public class MonitorDesk {
  private final Monitors monitors;
  private final Announcements announcements;

  MonitorDesk(Monitors monitors, Announcements announcements) {
    this.monitors = monitors;
    this.announcements = announcements;
  }

  /**
   * Nothing, if there is no such monitor.
   *
   * @param test whether it is only a test notification, which moves nothing
   */
  public synchronized Optional<MonitorNotice> move(
      long id, Transition transition, String scope, boolean test, Instant at) {
    var notice = monitors.move(id, transition, scope, test, at);
    notice.ifPresent(announcements::announce);
    return notice;
  }
}
