package io.taskcall.oncall.domain.page;

import io.taskcall.contracts.Ids;
import io.taskcall.contracts.PageEvent;
import io.taskcall.contracts.Responder;
import io.taskcall.oncall.domain.contact.Call;
import io.taskcall.oncall.domain.contact.ContactMethod;
import io.taskcall.oncall.domain.escalation.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to one person by one contact method that is to be sent: written down before anything is
 * sent.
 *
 * @param address where it goes
 * @param due when it is to be sent
 * @param deadline when somebody has to look why it was not
 * @param way by which of the person's methods, and what for; absent from pages of before there was
 *     any but the account's mailbox
 */
public record Page(
    PageEvent.PageRef ref,
    Reason reason,
    String address,
    Instant due,
    Instant deadline,
    @Nullable Way way) {
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

  /**
   * By which method a page goes, and what for.
   *
   * @param cause the same for all pages by which one person is asked once
   */
  public record Way(UUID methodId, String cause) {}

  /** The page that {@code cause} makes: the same cause and method, the same page. */
  public static Page to(
      Person person, Call call, UUID incidentId, int level, Reason reason, Object cause) {
    var method = call.method();
    var ref =
        new PageEvent.PageRef(
            id(incidentId, person.id(), method.id(), reason, cause),
            incidentId,
            person.organizationId(),
            new Responder(person.id(), person.name()),
            method.channel(),
            level);
    return new Page(
        ref,
        reason,
        method.address(),
        call.due(),
        call.due().plus(PATIENCE),
        new Way(method.id(), cause.toString()));
  }

  /** The same person asked for the same by another method. */
  public Page by(ContactMethod method, Instant now) {
    if (way == null) {
      throw new IllegalStateException("a page without a way has no other: " + ref.pageId());
    }
    var other =
        new PageEvent.PageRef(
            id(ref.incidentId(), ref.responder().userId(), method.id(), reason, way.cause()),
            ref.incidentId(),
            ref.organizationId(),
            ref.responder(),
            method.channel(),
            ref.level());
    return new Page(
        other,
        reason,
        method.address(),
        now,
        now.plus(PATIENCE),
        new Way(method.id(), way.cause()));
  }

  /** The same page, at once. */
  public Page sooner(Instant now) {
    return new Page(ref, reason, address, now, now.plus(PATIENCE), way);
  }

  /** The account's mailbox has the id of its person, and its pages the ids that they always had. */
  private static UUID id(UUID incidentId, UUID userId, UUID methodId, Reason reason, Object cause) {
    Object by = methodId.equals(userId) ? PageEvent.Channel.EMAIL : methodId;
    return Ids.derive("page", incidentId, userId, by, reason, cause);
  }

  /** True if it asks somebody to take the incident on, and this step of escalation made it. */
  public boolean asksIn(String step) {
    var userId = ref.responder().userId();
    var methodId = way == null ? userId : way.methodId();
    return ref.pageId().equals(id(ref.incidentId(), userId, methodId, Reason.ESCALATION, step));
  }

  /** True if both ask one person for one thing, by whichever methods. */
  public boolean asksAs(Page other) {
    return way != null
        && other.way != null
        && way.cause().equals(other.way.cause())
        && reason == other.reason
        && ref.responder().userId().equals(other.ref.responder().userId());
  }

  /** The lane in which it is sent. */
  public Lane lane() {
    return Lane.of(ref.channel());
  }

  /** The event that says so. */
  public PageEvent.Scheduled scheduled(Instant now) {
    return new PageEvent.Scheduled(Ids.derive("page.scheduled", ref.pageId(), due), now, ref, due);
  }
}
