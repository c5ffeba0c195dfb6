package io.taskcall.embedded;

import java.io.IOException;
import java.time.Duration;

/**
 * Ends this process when whoever started it is gone, however that one ended: its end of our
 * standard input closes with it.
 */
final class StarterWatch {
  /**
   * How long it may take to end in good order. What it needs for that, such as the broker, may be
   * gone already, and then it would wait for it far too long.
   */
  private static final Duration GOOD_ORDER_MAX = Duration.ofSeconds(15);

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
    var end = new Thread(() -> System.exit(0), "end");
    end.start();
    try {
      end.join(GOOD_ORDER_MAX);
    } catch (InterruptedException e) {
      System.err.println("interrupted while ending: " + e);
    }
    Runtime.getRuntime().halt(1);
  }
}
