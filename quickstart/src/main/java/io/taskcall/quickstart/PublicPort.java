package io.taskcall.quickstart;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** A port that people know by number, and the setting that moves it. */
record PublicPort(String purpose, int number, String setting) {
  /** Tells who is in the way and how to get out of it, unless the port is free. */
  void requireFree(String host) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, number));
    } catch (IOException e) {
      throw new StartFailed(
          "port %d (%s) is taken%s; set %s to another one, e.g. %s=%d ./taskcall up"
              .formatted(
                  number,
                  purpose,
                  PortOwner.of(number).map(owner -> " by " + owner).orElse(""),
                  setting,
                  setting,
                  number + 1000),
          e);
    }
  }
}
