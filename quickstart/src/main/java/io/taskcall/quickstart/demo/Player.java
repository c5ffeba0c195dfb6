package io.taskcall.quickstart.demo;

import java.io.PrintStream;
import java.net.http.HttpClient;
import java.time.Duration;

/** Plays the story once and says whether all was as it should be. */
public final class Player {
  private Player() {}

  /**
   * Plays it.
   *
   * @param run tells this run's alerts from those of others
   */
  public static boolean play(Story.Place place, String run, PrintStream out) {
    long begun = System.nanoTime();
    try (var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
      new Story(
              place,
              new Sandbox(http, place.sandboxUrl()),
              new TaskCallApi(http, place.url(), place.token()),
              new Steps(out))
          .play(run);
      out.printf(
          "%nAll as it should be, in %d s.%n",
          Duration.ofNanos(System.nanoTime() - begun).toSeconds());
      return true;
    } catch (Unexpected e) {
      out.printf("   ✗ %s%n%nNot as it should be; the logs: ./taskcall logs%n", e.getMessage());
      return false;
    }
  }
}
