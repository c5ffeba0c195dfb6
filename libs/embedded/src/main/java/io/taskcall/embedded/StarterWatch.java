package io.taskcall.embedded;

import java.io.IOException;

/**
 * Ends this process when whoever started it is gone, however that one ended: its end of our
 * standard input closes with it.
 */
final class StarterWatch {
  private StarterWatch() {}

  static void begin() {
    var watch = new Thread(StarterWatch::exitAtEndOfInput, "starter-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static void exitAtEndOfInput() {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException e) {
      System.err.println("lost the starter: " + e);
    }
    System.exit(0);
  }
}
