package io.taskcall.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code ./taskcall status}: what runs, how large it is, and where to look. */
final class Status {
  private static final int KIB_PER_MIB = 1024;

  private Status() {}

  public static void main(String[] args) {
    var settings = Settings.of(System.getenv());
    var run = EnvFile.read(settings.runEnv());
    long total = 0;
    boolean well = !run.isEmpty();
    for (var noted : Running.noted(settings.data())) {
      var process = noted.alive();
      long kib =
          process
              .map(alive ->
                  residentKib(alive) + alive.descendants().mapToLong(Status::residentKib).sum())
              .orElse(0L);
      if (noted.name().equals(Running.SUPERVISOR)) {
        kib = process.map(Status::residentKib).orElse(0L);
      }
      total += kib;
      well &= process.isPresent();
      System.out.printf(
          "  %-9s %-8s process %-8d %5d MB%n",
          noted.name(), process.isPresent() ? "runs" : "ended", noted.pid(), kib / KIB_PER_MIB);
    }
    System.out.printf("  all together %d MB resident%n", total / KIB_PER_MIB);
    if (run.isEmpty()) {
      System.out.println("It is still starting.");
    } else {
      System.out.printf(
          "front door %s   sandbox %s   kafka %s%n",
          run.get(RunEnv.URL), run.get(RunEnv.SANDBOX_URL), run.get(RunEnv.KAFKA));
    }
    System.exit(well ? 0 : 1);
  }

  private static long residentKib(ProcessHandle process) {
    var status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    try (var lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0; // it ended while we looked
    }
  }
}
