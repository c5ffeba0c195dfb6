package io.taskcall.sandbox.smtp;

import io.taskcall.sandbox.domain.mail.Mail;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What people read of a mail; a mail that can't be parsed is shown as it came. */
record MailContent(String subject, String text, @Nullable String html, String messageId) {
  private static final Session SESSION = Session.getInstance(new Properties());

  static MailContent read(byte[] bytes) {
    try {
      var message = new MimeMessage(SESSION, new ByteArrayInputStream(bytes));
      var text = find(message, "text/plain");
      var html = find(message, "text/html");
      return new MailContent(
          orEmpty(message.getSubject()), orEmpty(text), html, orEmpty(message.getMessageID()));
    } catch (MessagingException | IOException unreadable) {
      return new MailContent(
          "(unreadable: " + unreadable.getMessage() + ")",
          new String(bytes, StandardCharsets.UTF_8),
          null,
          "");
    }
  }

  Mail to(String recipient, Instant receivedAt) {
    return new Mail(recipient, subject, text, html, messageId, receivedAt);
  }

  /** The first part of that type, however deep. */
  private static @Nullable String find(Part part, String type)
      throws MessagingException, IOException {
    if (part.isMimeType(type)) {
      return part.getContent() instanceof String text ? text : null;
    }
    if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
      for (var i = 0; i < parts.getCount(); i++) {
        var found = find(parts.getBodyPart(i), type);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
