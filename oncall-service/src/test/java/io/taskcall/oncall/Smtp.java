package io.taskcall.oncall;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.taskcall.embedded.Ports;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A real mail server that can be stopped and started again, behind a {@link SmtpFront}. */
public final class Smtp implements QuarkusTestResourceLifecycleManager {
  private static int port;
  private static GreenMail server;
  private static SmtpFront front;

  @Override
  public Map<String, String> start() {
    port = Ports.free();
    up();
    front = new SmtpFront(port);
    return Map.of(
        "oncall.smtp.port", Integer.toString(front.port()), "oncall.smtp.host", "127.0.0.1");
  }

  static void up() {
    server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
  }

  static void down() {
    server.stop();
  }

  static SmtpFront front() {
    return front;
  }

  /** Mails whose subject has {@code part}. */
  static List<MimeMessage> mails(String part) {
    return Arrays.stream(server.getReceivedMessages())
        .filter(mail -> subject(mail).contains(part))
        .toList();
  }

  static String subject(MimeMessage mail) {
    try {
      return String.valueOf(mail.getSubject());
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a mail of plain text says. */
  static String text(MimeMessage mail) {
    try {
      return String.valueOf(mail.getContent());
    } catch (IOException | MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whom it went to. */
  static String to(MimeMessage mail) {
    try {
      return String.valueOf(mail.getRecipients(Message.RecipientType.TO)[0]);
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One of its parts: the plain text, or the HTML. */
  static String part(MimeMessage mail, int number) throws IOException, MessagingException {
    var parts = (MimeMultipart) mail.getContent();
    return String.valueOf(parts.getBodyPart(number).getContent());
  }

  @Override
  public void stop() {
    front.close();
    server.stop();
  }
}
