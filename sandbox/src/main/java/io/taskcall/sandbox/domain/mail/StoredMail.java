package io.taskcall.sandbox.domain.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail in the mailbox, with its texts packed until somebody reads them.
 *
 * @param copies how often it came; real mailboxes show a message id once to one person
 * @param body absent when it had to make room for newer ones
 */
record StoredMail(
    long id,
    String to,
    String subject,
    String messageId,
    Instant receivedAt,
    int copies,
    @Nullable PackedBody body) {

  StoredMail oneMore() {
    return new StoredMail(id, to, subject, messageId, receivedAt, copies + 1, body);
  }

  StoredMail withoutBody() {
    return new StoredMail(id, to, subject, messageId, receivedAt, copies, null);
  }
}
