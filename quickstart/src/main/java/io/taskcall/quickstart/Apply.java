package io.taskcall.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import io.taskcall.codec.EventCodec;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * {@code ./taskcall apply FILE}: makes schedules, teams, policies and services as a file says, and
 * shows what changes.
 */
final class Apply {
  private static final String DRY_RUN = "--dry-run";
  private static final String ALLOW_GAPS = "--allow-gaps";
  private static final int OK = 200;

  private Apply() {}

  public static void main(String[] args) throws InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var options = List.of(args).stream().filter(arg -> arg.startsWith("--")).toList();
      var files = List.of(args).stream().filter(arg -> !arg.startsWith("--")).toList();
      require(files.size() == 1, "which file? ./taskcall apply FILE");
      require(
          Set.of(DRY_RUN, ALLOW_GAPS).containsAll(options),
          "the options are " + DRY_RUN + " and " + ALLOW_GAPS);
      boolean dryRun = options.contains(DRY_RUN);
      var path = "/api/v1/config?dryRun=" + dryRun + "&allowGaps=" + options.contains(ALLOW_GAPS);
      var answer = new OwnApi(http).put(path, Path.of(files.getFirst()));
      var body = EventCodec.mapper().readTree(answer.body());
      if (answer.statusCode() != OK) {
        throw new StartFailed(
            "nothing is changed: "
                + Harmless.text(body.path("detail").asText(answer.statusCode() + "")));
      }
      show(body, dryRun, System.out);
      System.exit(0);
    } catch (StartFailed e) {
      System.err.println("taskcall: " + e.getMessage());
      System.exit(1);
    } catch (IOException e) {
      System.err.println("taskcall: cannot apply it: " + e);
      System.exit(1);
    }
  }

  /** What is new, with a plus; what changes, with its differences; and how many there are. */
  static void show(JsonNode body, boolean dryRun, PrintStream out) {
    int created = 0;
    int changed = 0;
    int unchanged = 0;
    for (var item : body.path("items")) {
      var name = item.path("kind").asText() + " " + Harmless.text(item.path("key").asText());
      switch (item.path("result").asText()) {
        case "created" -> {
          created++;
          out.println("+ " + name);
        }
        case "changed" -> {
          changed++;
          out.println("~ " + name);
          item.path("differences")
              .forEach(line -> out.println("    " + Harmless.text(line.asText())));
        }
        default -> unchanged++;
      }
    }
    out.printf(
        Locale.ROOT,
        "%s%d new, %d changed, %d as they were%n",
        dryRun ? "Would be: " : "",
        created,
        changed,
        unchanged);
  }

  private static void require(boolean so, String otherwise) {
    if (!so) {
      throw new StartFailed(otherwise);
    }
  }
}
