package io.taskcall.quickstart;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** {@code ./taskcall up}: everything runs until Ctrl-C. */
final class Up {
  private Up() {}

  public static void main(String[] args) throws InterruptedException {
    long begun = System.nanoTime();
    try {
      var settings = Settings.of(System.getenv());
      System.out.println("Starting TaskCall; its data is in " + settings.data());
      Quickstart.start(settings, Up::say);
      System.out.println(welcome(settings, Duration.ofNanos(System.nanoTime() - begun)));
    } catch (StartFailed e) {
      System.err.println("taskcall: " + e.getMessage());
      System.exit(1);
    } catch (UncheckedIOException e) {
      System.err.println("taskcall: " + e.getMessage() + ": " + e.getCause());
      System.exit(1);
    }
    new CountDownLatch(1).await();
  }

  private static void say(String line) {
    System.out.println("  " + line);
  }

  private static String welcome(Settings settings, Duration took) {
    return """

    TaskCall is up after %s.
      front door  %s
      sign in     %s/sign-in as %s with the password %s
      sandbox     %s   (a Datadog to trigger alerts in, and the mailbox)
      kafka       %s
      settings    %s

    Next: ./taskcall demo in another terminal. Ctrl-C stops everything.
    """
        .formatted(
            Keeper.seconds(took),
            settings.url(),
            settings.url(),
            RunEnv.OWNER,
            Secrets.in(settings.data()).get(Secrets.OWNER_PASSWORD),
            settings.sandboxUrl(),
            settings.kafka(),
            settings.runEnv());
  }
}
