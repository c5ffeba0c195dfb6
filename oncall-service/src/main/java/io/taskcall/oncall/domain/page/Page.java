package io.taskcall.oncall.domain.page;

import io.taskcall.contracts.Ids;
import io.taskcall.contracts.PageEvent;
import io.taskcall.contracts.Responder;
import io.taskcall.oncall.domain.escalation.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A message to one person that is to be sent: written down before anything is sent.
 *
 * @param address where it goes
 * @param due when it is to be sent
 * @param deadline when somebody has to look why it was not
 */
public record Page(
    PageEvent.PageRef ref, Reason reason, String address, Instant due, Instant deadline) {
  /** How late a page may be before the auditor asks. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  public Page {
    Objects.requireNonNull(ref, "a page is for somebody");
  }

  /** Why a person is paged. */
  public enum Reason {
    /** To take the incident on. */
    ESCALATION,
    /** To hear that the incident got worse. */
    WORSENED
  }

  /** The page that {@code cause} makes: the same cause, the same page. */
  public static Page to(
      Person person,
      String address,
      UUID incidentId,
      int level,
      Reason reason,
      Object cause,
      Instant now) {
    var ref =
        new PageEvent.PageRef(
            id(incidentId, person.id(), reason, cause),
            incidentId,
            person.organizationId(),
            new Responder(person.id(), person.name()),
            PageEvent.Channel.EMAIL,
            level);
    return new Page(ref, reason, address, now, now.plus(PATIENCE));
  }

  private static UUID id(UUID incidentId, UUID userId, Reason reason, Object cause) {
    return Ids.derive("page", incidentId, userId, PageEvent.Channel.EMAIL, reason, cause);
  }

  /** True if it asks somebody to take the incident on, and this step of escalation made it. */
  public boolean asksIn(String step) {
    var userId = ref.responder().userId();
    return ref.pageId().equals(id(ref.incidentId(), userId, Reason.ESCALATION, step));
  }

  /** The event that says so. */
  public PageEvent.Scheduled scheduled(Instant now) {
    return new PageEvent.Scheduled(Ids.derive("page.scheduled", ref.pageId()), now, ref, due);
  }
}
