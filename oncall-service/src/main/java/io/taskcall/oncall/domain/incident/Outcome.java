package io.taskcall.oncall.domain.incident;

import io.taskcall.contracts.IncidentEvent;
import io.taskcall.oncall.domain.page.Page;
import java.util.List;

/** What comes of something that happened to an incident. */
public sealed interface Outcome {
  /**
   * The incident is another.
   *
   * @param events what is to be said, in this order
   * @param pages who is to be paged
   * @param cancels pages of escalation that were not sent yet are not needed any more
   */
  record Changed(Incident next, List<IncidentEvent> events, List<Page> pages, boolean cancels)
      implements Outcome {
    public Changed {
      events = List.copyOf(events);
      pages = List.copyOf(pages);
    }

    static Changed to(Incident next, IncidentEvent... events) {
      return new Changed(next, List.of(events), List.of(), false);
    }

    static Changed quietly(Incident next, IncidentEvent... events) {
      return new Changed(next, List.of(events), List.of(), true);
    }
  }

  /** It is as it was, which is fine. */
  record Unchanged(String reason) implements Outcome {}

  /** It cannot be done to an incident in this state. */
  record Refused(String reason) implements Outcome {}

  /** It is not as whoever wants it changed believes: they have to look again. */
  record Outdated() implements Outcome {}
}
