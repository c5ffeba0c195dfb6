package io.taskcall.oncall.sending;

import io.taskcall.oncall.domain.impact.Affected;
import io.taskcall.oncall.domain.incident.Incident;
import io.taskcall.oncall.domain.page.Page;
import java.util.List;

/**
 * A page in few words, for wherever there is little room.
 *
 * @param affected names of the business services that feel it
 */
public record Wording(Page page, Incident incident, List<String> affected) {
  private static final int TITLE_MAX = 160;

  /** The words of a page. */
  public static Wording of(Message.OfPage message) {
    return new Wording(message.page(), message.incident(), message.affected());
  }

  /** The words of a page that somebody answers. */
  public static Wording of(Replies.Asked asked) {
    return new Wording(asked.page(), asked.incident(), List.of());
  }

  /** {@code #12 [P1] Checkout: Disk full}. */
  public String headline() {
    var trouble = incident.trouble();
    var priority = trouble.priority() == null ? "" : "[" + trouble.priority() + "] ";
    return "#" + incident.about().number() + " " + test() + priority + worse() + subject() + felt();
  }

  /** Which service, and what is wrong with it. */
  public String subject() {
    return plain(incident.about().service().name()) + ": " + plain(incident.trouble().title());
  }

  /** The same for somebody who only listens. */
  public String spoken() {
    var trouble = incident.trouble();
    var priority = trouble.priority() == null ? "" : "Priority " + trouble.priority() + ". ";
    var test = incident.about().test() ? "This is a test. " : "";
    return "This is TaskCall. %s%sIncident %d. %s%s."
        .formatted(test, worse(), incident.about().number(), priority, subject());
  }

  private String felt() {
    return affected.isEmpty() ? "" : " (" + plain(Affected.said(affected)) + ")";
  }

  private String test() {
    return incident.about().test() ? "[TEST] " : "";
  }

  private String worse() {
    return switch (page.reason()) {
      case ESCALATION -> "";
      case WORSENED -> "Worse: ";
    };
  }

  private static String plain(String text) {
    var line = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    return line.codePointCount(0, line.length()) <= TITLE_MAX
        ? line
        : line.substring(0, line.offsetByCodePoints(0, TITLE_MAX - 1)) + "…";
  }
}
