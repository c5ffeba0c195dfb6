package io.taskcall.oncall;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A wire to a server, which can be cut in ways that neither end notices: nothing is refused and
 * nothing is closed, there is just no answer.
 */
final class Wire implements Closeable {
  private final ServerSocket door;
  private final String host;
  private final int port;
  private final Set<AtomicBoolean> working = ConcurrentHashMap.newKeySet();
  private final Object gate = new Object();
  private boolean held;

  Wire(String host, int port) {
    this.host = host;
    this.port = port;
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

  /** From here on nothing gets through on any connection there is; new ones work. */
  void swallow() {
    working.forEach(flag -> flag.set(false));
    working.clear();
  }

  /** Nothing gets through, until it goes on as if nothing had been; like a process that stops. */
  void hold() {
    synchronized (gate) {
      held = true;
    }
  }

  void letGo() {
    synchronized (gate) {
      held = false;
      gate.notifyAll();
    }
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        var client = door.accept();
        var server = new Socket(host, port);
        var works = new AtomicBoolean(true);
        working.add(works);
        Thread.ofPlatform().daemon().start(() -> pass(client, server, works));
        Thread.ofPlatform().daemon().start(() -> pass(server, client, works));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void pass(Socket from, Socket to, AtomicBoolean works) {
    var buffer = new byte[16 * 1024];
    try (from) {
      var in = from.getInputStream();
      var out = to.getOutputStream();
      for (int size = in.read(buffer); size >= 0; size = in.read(buffer)) {
        awaitGate();
        if (works.get()) {
          out.write(buffer, 0, size);
          out.flush();
        }
      }
      if (works.get()) {
        to.close();
      }
    } catch (IOException ended) {
      // One of them has hung up, and so do we.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitGate() throws InterruptedException {
    synchronized (gate) {
      while (held) {
        gate.wait();
      }
    }
  }

  @Override
  public void close() {
    letGo();
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
