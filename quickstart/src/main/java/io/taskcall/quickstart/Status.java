package io.taskcall.quickstart;

/** {@code ./taskcall status}: what runs, how large it is, and where to look. */
final class Status {
  private static final int KIB_PER_MIB = 1024;

  private Status() {}

  public static void main(String[] args) {
    var settings = Settings.of(System.getenv());
    var parts = Running.noted(settings.data());
    for (var part : parts) {
      System.out.printf(
          "  %-9s %-6s process %-8d %5d MB%n",
          part.name(),
          part.alive().isPresent() ? "runs" : "ended",
          part.pid(),
          Memory.residentKib(part) / KIB_PER_MIB);
    }
    long total = parts.stream().mapToLong(Memory::residentKib).sum();
    System.out.printf("  all together %d MB resident%n", total / KIB_PER_MIB);
    var run = EnvFile.read(settings.runEnv());
    if (run.isEmpty()) {
      System.out.println("It is still starting.");
    } else {
      System.out.printf(
          "front door %s   sandbox %s   kafka %s%n",
          run.get(RunEnv.URL), run.get(RunEnv.SANDBOX_URL), run.get(RunEnv.KAFKA));
    }
    boolean well = !run.isEmpty() && parts.stream().allMatch(part -> part.alive().isPresent());
    System.exit(well ? 0 : 1);
  }
}
