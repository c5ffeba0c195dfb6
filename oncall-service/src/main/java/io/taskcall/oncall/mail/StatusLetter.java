package io.taskcall.oncall.mail;

import io.taskcall.oncall.domain.link.SecretLinks;
import io.taskcall.oncall.domain.link.SecretLinks.Purpose;
import io.taskcall.oncall.domain.link.SecretLinks.Said;
import io.taskcall.oncall.domain.status.Notice;
import io.taskcall.oncall.postgres.Letters.Content;
import io.vertx.ext.mail.MailMessage;
import java.net.URI;
import java.time.temporal.ChronoUnit;

/** What a subscriber is written, as a mail in plain text. */
final class StatusLetter {
  private StatusLetter() {}

  static MailMessage of(Content.ToSubscriber content, URI front, SecretLinks links) {
    var base = front.toString().replaceAll("/+$", "") + "/status/";
    var said = new Said(content.subscriptionId(), 1);
    var unsubscribe = base + "unsubscribe/" + links.token(Purpose.UNSUBSCRIBE, said);
    var confirm = base + "confirm/" + links.token(Purpose.CONFIRM, said);
    var notice = content.notice();
    var message = new MailMessage();
    notice
        .update()
        .ifPresentOrElse(
            update -> tell(message, notice, update, unsubscribe),
            () -> ask(message, notice, confirm));
    return message;
  }

  private static void ask(MailMessage message, Notice notice, String confirm) {
    message
        .setSubject(Letter.oneLine("Do you want to be told about " + notice.dashboard() + "?"))
        .setText(
            """
            Somebody, probably you, asked for status updates of "%s" to be sent to this address.

            If you want them, confirm it here:
            %s

            If you do not, there is nothing to do.
            """
                .formatted(Letter.oneLine(notice.dashboard()), confirm));
  }

  private static void tell(
      MailMessage message, Notice notice, Notice.Update update, String unsubscribe) {
    var services = Letter.oneLine(String.join(", ", update.services()));
    var title = update.title().isEmpty() ? services : Letter.oneLine(update.title());
    message
        .setSubject(Letter.cut(Letter.oneLine(notice.dashboard()) + ": " + title))
        .setText(
            """
            %s

            %s

            Affected   %s
            Status     %s
            Said at    %s

            You are told because you subscribed to "%s". To be told no more:
            %s
            """
                .formatted(
                    title,
                    update.message().replaceAll("[\\p{Cntrl}&&[^\\n\\t]]+", " ").strip(),
                    services,
                    update.status(),
                    update.at().truncatedTo(ChronoUnit.SECONDS),
                    Letter.oneLine(notice.dashboard()),
                    unsubscribe))
        .addHeader("List-Unsubscribe", "<" + unsubscribe + ">")
        .addHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
  }
}
