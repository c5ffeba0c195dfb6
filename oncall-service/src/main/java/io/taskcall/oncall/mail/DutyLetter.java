package io.taskcall.oncall.mail;

import io.taskcall.oncall.domain.schedule.HandoffNotice;
import io.vertx.ext.mail.MailMessage;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What somebody who comes on call is written, as a mail in plain text. */
final class DutyLetter {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm zzz", Locale.ENGLISH);

  private DutyLetter() {}

  static MailMessage of(HandoffNotice notice) {
    var name = Letter.oneLine(notice.name());
    var begins = MOMENT.format(notice.begins().atZone(notice.zone()));
    var until =
        notice
            .until()
            .map(end -> MOMENT.format(end.atZone(notice.zone())))
            .orElse("further notice");
    var subject =
        notice.ahead().isZero()
            ? "You are on call now for " + name
            : "You come on call for " + name + " on " + begins;
    return new MailMessage()
        .setSubject(Letter.cut(subject))
        .setText(
            """
            You are on call for %s

            From    %s
            Until   %s

            You are told because the schedule says so; if you cannot, offer a swap.
            """
                .formatted(name, begins, until));
  }
}
