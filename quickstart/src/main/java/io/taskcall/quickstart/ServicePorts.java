package io.taskcall.quickstart;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Gives each internal service a free port, from a range that the system does not also take for
 * outgoing connections: one of those could sit on the port before the service does.
 */
final class ServicePorts {
  private static final int FIRST = 20_000;
  private static final int AFTER_LAST = 32_000;
  private static final int TRIES_MAX = 1_000;

  private final Set<Integer> given = new HashSet<>();

  int next() {
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, AFTER_LAST);
      if (isFree(port) && given.add(port)) {
        return port;
      }
    }
    throw new StartFailed("no free port found between " + FIRST + " and " + AFTER_LAST);
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
