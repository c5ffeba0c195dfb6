package io.taskcall.oncall;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A real mail server that can be stopped and started again. */
public final class Smtp implements QuarkusTestResourceLifecycleManager {
  private static int port;
  private static GreenMail server;

  @Override
  public Map<String, String> start() {
    port = freePort();
    up();
    return Map.of("oncall.smtp.port", Integer.toString(port), "oncall.smtp.host", "127.0.0.1");
  }

  static void up() {
    server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
  }

  static void down() {
    server.stop();
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

  @Override
  public void stop() {
    server.stop();
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
