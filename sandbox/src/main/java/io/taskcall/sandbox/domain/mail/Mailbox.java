package io.taskcall.sandbox.domain.mail;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everybody's mail, newest first, within bounds: old texts go first, then old mails.
 *
 * <p>A second mail with the same message id to the same person is not shown twice, but counted.
 */
public final class Mailbox {
  /** What a reader gets to see of one mail. */
  public record Entry(
      long id,
      String to,
      String subject,
      String text,
      @Nullable String html,
      Instant receivedAt,
      String messageId,
      int copies) {}

  /**
   * How much there is.
   *
   * @param mails different mails in the box
   * @param received all that came, copies included, since the box was emptied
   */
  public record Count(long mails, long received) {}

  private final int mailsMax;
  private final long bodyBytesMax;
  private final NavigableMap<Long, StoredMail> mails = new TreeMap<>();
  private final Map<String, Long> byMessage = new HashMap<>();
  private long lastId;
  private long received;
  private long bodyBytes;
  private long oldestWithBody = 1;

  public Mailbox(int mailsMax, long bodyBytesMax) {
    if (mailsMax < 1 || bodyBytesMax < 0) {
      throw new IllegalArgumentException("a mailbox must hold at least one mail");
    }
    this.mailsMax = mailsMax;
    this.bodyBytesMax = bodyBytesMax;
  }

  public synchronized void add(Mail mail) {
    received++;
    var known = mail.messageId().isEmpty() ? null : byMessage.get(key(mail.to(), mail.messageId()));
    if (known != null) {
      mails.computeIfPresent(known, (id, stored) -> stored.oneMore());
      return;
    }
    var body = PackedBody.of(mail.text(), mail.html());
    var id = ++lastId;
    mails.put(
        id,
        new StoredMail(
            id, mail.to(), mail.subject(), mail.messageId(), mail.receivedAt(), 1, body));
    bodyBytes += body.size();
    if (!mail.messageId().isEmpty()) {
      byMessage.put(key(mail.to(), mail.messageId()), id);
    }
    makeRoom();
  }

  /** Newest first. Readers hold nothing up: each mail is fetched on its own. */
  public void read(Optional<String> to, int limit, Consumer<Entry> reader) {
    var shown = 0;
    var next = before(Long.MAX_VALUE);
    while (next != null && shown < limit) {
      if (to.isEmpty() || next.to().equalsIgnoreCase(to.get())) {
        reader.accept(entry(next));
        shown++;
      }
      next = before(next.id());
    }
  }

  public synchronized Count count() {
    return new Count(mails.size(), received);
  }

  public synchronized void clear() {
    mails.clear();
    byMessage.clear();
    bodyBytes = 0;
    received = 0;
    oldestWithBody = lastId + 1;
  }

  private synchronized @Nullable StoredMail before(long id) {
    var found = mails.lowerEntry(id);
    return found == null ? null : found.getValue();
  }

  private static Entry entry(StoredMail mail) {
    var body = mail.body();
    return new Entry(
        mail.id(),
        mail.to(),
        mail.subject(),
        body == null ? "" : body.text(),
        body == null ? null : body.html(),
        mail.receivedAt(),
        mail.messageId(),
        mail.copies());
  }

  private void makeRoom() {
    while (mails.size() > mailsMax) {
      var oldest = mails.pollFirstEntry().getValue();
      byMessage.remove(key(oldest.to(), oldest.messageId()));
      bodyBytes -= size(oldest);
    }
    while (bodyBytes > bodyBytesMax) {
      var oldest = mails.get(oldestWithBody++);
      if (oldest != null) {
        bodyBytes -= size(oldest);
        mails.put(oldest.id(), oldest.withoutBody());
      }
    }
  }

  private static int size(StoredMail mail) {
    return mail.body() == null ? 0 : mail.body().size();
  }

  private static String key(String to, String messageId) {
    return messageId + " " + to;
  }
}
