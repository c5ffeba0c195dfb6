package io.taskcall.oncall;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands before a mail server: refuses mail for people whose address begins with {@code gone}, and
 * lets a test act at the moment before a mail is accepted.
 */
final class SmtpFront implements Closeable {
  private final ServerSocket door;
  private final int server;
  private final AtomicReference<Runnable> beforeAccepting = new AtomicReference<>();

  SmtpFront(int server) {
    this.server = server;
    try {
      this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /** Does something once, before the next mail is accepted. */
  void beforeAccepting(Runnable action) {
    beforeAccepting.set(action);
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        var client = door.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        var behind = connect(client)) {
      var answers = Thread.ofVirtual().start(() -> pass(behind, client));
      talk(client, behind);
      answers.interrupt();
    } catch (IOException ended) {
      // One of them has hung up, and so do we.
    }
  }

  private Socket connect(Socket client) throws IOException {
    try {
      return new Socket(InetAddress.getLoopbackAddress(), server);
    } catch (IOException down) {
      say(client.getOutputStream(), "421 the mail server is down");
      throw down;
    }
  }

  private static void pass(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException ended) {
      // One of them has hung up, and so do we.
    }
  }

  private void talk(Socket client, Socket behind) throws IOException {
    var lines =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
    boolean data = false;
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!data && line.toLowerCase(Locale.ROOT).startsWith("rcpt to:<gone")) {
        say(client.getOutputStream(), "550 5.1.1 no such mailbox here");
        continue;
      }
      if (data && line.equals(".")) {
        var action = beforeAccepting.getAndSet(null);
        if (action != null) {
          action.run();
        }
      }
      data = data ? !line.equals(".") : line.equalsIgnoreCase("DATA");
      say(behind.getOutputStream(), line);
    }
  }

  private static void say(OutputStream to, String line) throws IOException {
    to.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    to.flush();
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
