package io.taskcall.oncall.domain.incident;

import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.PageEvent;
import io.taskcall.contracts.Responder;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Events in words for a person. */
public final class Timeline {
  private Timeline() {}

  /** What happened to an incident. */
  public static String text(IncidentEvent event) {
    return switch (event) {
      case IncidentEvent.Triggered e -> "The incident opened: " + e.incident().title();
      case IncidentEvent.AlertAttached e -> "Another alert joined: " + e.title();
      case IncidentEvent.AlertRecovered _ -> "The alert is over";
      case IncidentEvent.AlertWorsened e -> "The alert got worse: " + e.incident().title();
      case IncidentEvent.Acknowledged _ -> "Acknowledged";
      case IncidentEvent.Unacknowledged _ -> "Open again";
      case IncidentEvent.Escalated e -> "Escalated to level " + e.level() + ": " + e.reason();
      case IncidentEvent.Reassigned e ->
          "Others are asked instead: " + names(e.incident().responders());
      case IncidentEvent.PriorityChanged e ->
          "The priority is now "
              + (e.incident().priority() == null ? "unset" : e.incident().priority());
      case IncidentEvent.UrgencyChanged e ->
          "The urgency is now " + e.incident().urgency().name().toLowerCase(Locale.ROOT);
      case IncidentEvent.TitleChanged e -> "The title was: " + e.from();
      case IncidentEvent.RespondersAdded e -> "Asked too: " + names(e.added());
      case IncidentEvent.NoteAdded e -> e.note();
      case IncidentEvent.StatusUpdated e -> e.message();
      case IncidentEvent.Snoozed e -> "Left alone until " + e.until();
      case IncidentEvent.Resolved _ -> "Resolved";
    };
  }

  /** What became of a page. */
  public static String text(PageEvent event) {
    var who = event.page().responder().name() + " by " + channel(event.page().channel());
    return switch (event) {
      case PageEvent.Scheduled _ -> "To be paged: " + who;
      case PageEvent.Sent _ -> "Paged: " + who;
      case PageEvent.Delivered _ -> "The page reached " + who;
      case PageEvent.Failed e ->
          (e.retryAt() == null ? "Could not page " : "Could not page yet, and will try again: ")
              + who
              + ": "
              + e.reason();
      case PageEvent.Suppressed e -> "Not paged: " + who + ": " + e.reason();
      case PageEvent.Answered e ->
          "Answered by " + who + ": " + e.answer().name().toLowerCase(Locale.ROOT);
    };
  }

  private static String names(List<Responder> people) {
    return people.stream().map(Responder::name).collect(Collectors.joining(", "));
  }

  private static String channel(PageEvent.Channel channel) {
    return switch (channel) {
      case EMAIL -> "e-mail";
      case SMS -> "SMS";
      case VOICE -> "phone call";
      case PUSH -> "push message";
      case SLACK -> "Slack";
      case TEAMS -> "Teams";
      case WEBHOOK -> "webhook";
    };
  }
}
