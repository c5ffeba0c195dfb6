package io.taskcall.quickstart;

import io.taskcall.quickstart.Running.Noted;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;

/** {@code ./taskcall status}: what runs, whether it is well, how large it is, where to look. */
final class Status {
  private static final int KIB_PER_MIB = 1024;

  private final Map<String, String> urls;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

  private Status(Map<String, String> urls) {
    this.urls = urls;
  }

  public static void main(String[] args) {
    try {
      System.exit(show(Settings.of(System.getenv())) ? 0 : 1);
    } catch (StartFailed e) {
      System.err.println("taskcall: " + e.getMessage());
      System.exit(1);
    }
  }

  private static boolean show(Settings settings) {
    var run = EnvFile.read(settings.runEnv());
    boolean well = new Status(EnvFile.read(settings.services())).tell(settings);
    if (run.isEmpty()) {
      System.out.println("It is still starting.");
    } else {
      System.out.printf(
          "front door %s   sandbox %s   kafka %s%n",
          run.get(RunEnv.URL), run.get(RunEnv.SANDBOX_URL), run.get(RunEnv.KAFKA));
    }
    return well && !run.isEmpty();
  }

  /** Says how each part is, and whether all are well. */
  private boolean tell(Settings settings) {
    var parts = Running.noted(settings.data());
    boolean well = true;
    for (var part : parts) {
      var state = state(part);
      well &= state.well;
      System.out.printf(
          "  %-9s %-9s process %-8d %5d MB%n",
          part.name(), state.words, part.pid(), Memory.residentKib(part) / KIB_PER_MIB);
    }
    long total = parts.stream().mapToLong(Memory::residentKib).sum();
    System.out.printf("  all together %d MB resident%n", total / KIB_PER_MIB);
    return well;
  }

  private enum State {
    RUNS("runs", true),
    NOT_READY("not ready", false),
    ENDED("ended", false);

    private final String words;
    private final boolean well;

    State(String words, boolean well) {
      this.words = words;
      this.well = well;
    }
  }

  private State state(Noted part) {
    if (part.alive().isEmpty()) {
      return State.ENDED;
    }
    var url = urls.get(part.name());
    return url == null || Health.isReady(http, url) ? State.RUNS : State.NOT_READY;
  }
}
