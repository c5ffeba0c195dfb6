package io.taskcall.quickstart;

import io.taskcall.quickstart.demo.Player;
import io.taskcall.quickstart.demo.Story;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * {@code ./taskcall demo}: plays the story on what runs, or starts everything for as long as it
 * plays.
 */
final class Demo {
  private Demo() {}

  public static void main(String[] args) {
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.exit(play(out) ? 0 : 1);
  }

  private static boolean play(PrintStream out) {
    try (var taskcall =
        Installation.findOrStart(System.getenv(), line -> out.println("  " + line))) {
      var place =
          new Story.Place(
              taskcall.url(), taskcall.token(), taskcall.sandboxUrl(), taskcall.paymentsUrl());
      boolean well = Player.play(place, run(), out);
      if (taskcall.isTemporary()) {
        out.println("Stopping what the demo started; ./taskcall up starts it to stay.");
      }
      return well;
    } catch (StartFailed e) {
      System.err.println("taskcall: " + e.getMessage());
      return false;
    }
  }

  /** Short, and another one each second. */
  private static String run() {
    return Long.toString(System.currentTimeMillis() / 1000 % 1_000_000, Character.MAX_RADIX);
  }
}
