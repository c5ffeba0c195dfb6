package io.taskcall.oncall.postgres;

import io.taskcall.contracts.Actor;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.PageEvent;
import io.taskcall.oncall.domain.escalation.Directory;
import io.taskcall.oncall.domain.incident.Calling;
import io.taskcall.oncall.domain.incident.Cause;
import io.taskcall.oncall.domain.incident.Incident;
import io.taskcall.oncall.domain.incident.Outcome;
import java.time.Instant;

/** What answers to pages come to. */
final class Answering {
  private Answering() {}

  /** What comes of an answer to a page. */
  static Outcome outcome(
      Incident incident,
      Directory directory,
      PageEvent.PageRef page,
      PageEvent.Answer answer,
      Instant now) {
    var cause = cause(page, answer, incident, now);
    return switch (answer) {
      case ACKNOWLEDGE -> incident.acknowledge(cause);
      case RESOLVE -> incident.resolve(cause);
      case ESCALATE -> Calling.escalate(incident, cause, directory);
    };
  }

  /** The same link may be used again once the incident opened again, or went on to others. */
  private static Cause cause(
      PageEvent.PageRef page, PageEvent.Answer answer, Incident incident, Instant now) {
    return new Cause(
        Ids.derive("answer", page.pageId(), answer, where(incident)),
        new Actor.Person(page.responder().userId(), page.responder().name()),
        now);
  }

  private static String where(Incident incident) {
    return incident.assignment().run() + "." + incident.assignment().position();
  }

  static PageEvent.Answered answered(
      PageEvent.PageRef page, PageEvent.Answer answer, Incident incident, Instant now) {
    var id = Ids.derive("page.answered", page.pageId(), answer, where(incident));
    return new PageEvent.Answered(id, now, page, answer);
  }
}
