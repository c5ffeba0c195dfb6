package io.taskcall.quickstart;

import io.taskcall.quickstart.demo.Player;
import io.taskcall.quickstart.demo.Story;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * {@code ./taskcall demo}: plays the story on what runs, or starts everything for as long as it
 * plays.
 */
final class Demo {
  private Demo() {}

  public static void main(String[] args) {
    var settings = Settings.of(System.getenv());
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    boolean well;
    try (var started = started(settings, out)) {
      well = Player.play(place(settings), run(), out);
      if (started.isPresent()) {
        out.println("Stopping what the demo started; ./taskcall up starts it to stay.");
      }
    } catch (StartFailed e) {
      System.err.println("taskcall: " + e.getMessage());
      well = false;
    }
    System.exit(well ? 0 : 1);
  }

  /** What was started for the demo; closing it stops that. */
  private record Started(Optional<Quickstart> quickstart) implements AutoCloseable {
    boolean isPresent() {
      return quickstart.isPresent();
    }

    @Override
    public void close() {
      quickstart.ifPresent(Quickstart::close);
    }
  }

  private static Started started(Settings settings, PrintStream out) {
    if (!EnvFile.read(settings.runEnv()).isEmpty() && Running.isRunning(settings.data())) {
      return new Started(Optional.empty());
    }
    out.println("Nothing runs yet: starting TaskCall for the demo");
    return new Started(Optional.of(Quickstart.start(settings, line -> out.println("  " + line))));
  }

  private static Story.Place place(Settings settings) {
    var run = EnvFile.read(settings.runEnv());
    return new Story.Place(
        value(run, RunEnv.URL),
        value(run, RunEnv.TOKEN),
        value(run, RunEnv.SANDBOX_URL),
        value(run, RunEnv.PAYMENTS_URL));
  }

  private static String value(Map<String, String> run, String name) {
    var value = run.get(name);
    if (value == null) {
      throw new StartFailed("run.env lacks " + name + "; ./taskcall down and up again writes it");
    }
    return value;
  }

  /** Short, and another one each second. */
  private static String run() {
    return Long.toString(System.currentTimeMillis() / 1000 % 1_000_000, Character.MAX_RADIX);
  }
}
